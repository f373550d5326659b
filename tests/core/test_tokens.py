"""Secrets are long enough and come out the same only for who holds the key."""

from goldenthread.core.tokens import (
    RECEIPT_ALPHABET,
    new_receipt,
    new_token,
    poster_code_from,
    receipt_from,
    tidy_receipt,
    token_from,
)


class TestTokenFrom:
    def test_is_the_same_for_the_same_seed_and_key_and_no_other(self) -> None:
        assert token_from("a", key="k") == token_from("a", key="k")
        assert len({token_from("a", key="k"), token_from("b", key="k"), token_from("a", key="l")}) == 3

    def test_is_as_long_as_a_random_token(self) -> None:
        assert len(token_from("a", key="k")) == len(new_token()) == 32


class TestPosterCodeFrom:
    def test_has_letters_that_do_not_look_alike(self) -> None:
        code = poster_code_from("a", key="k")

        assert len(code) == 12
        assert set(code) <= set(RECEIPT_ALPHABET)

    def test_differs_from_seed_to_seed(self) -> None:
        assert len({poster_code_from(str(number), key="k") for number in range(1000)}) == 1000


class TestTidyReceipt:
    def test_takes_gaps_dashes_and_small_letters(self) -> None:
        code = new_receipt()

        assert tidy_receipt(f" {code[:4].lower()}-{code[4:]} ") == code


class TestReceiptFrom:
    def test_is_the_same_for_the_same_id_and_key_and_no_other(self) -> None:
        assert receipt_from("a", key="k") == receipt_from("a", key="k")
        assert len({receipt_from("a", key="k"), receipt_from("b", key="k"), receipt_from("a", key="l")}) == 3

    def test_looks_like_a_random_one(self) -> None:
        assert len(receipt_from("a", key="k")) == len(new_receipt())
        assert set(receipt_from("a", key="k")) <= set(RECEIPT_ALPHABET)
