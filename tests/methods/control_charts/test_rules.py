import pytest

from goldenthread.methods.control_charts import CHART_RULES, UnknownRules, chart_rules_named


class TestChartRulesNamed:
    def test_finds_a_set_by_name_and_gives_a_set_back(self) -> None:
        assert chart_rules_named("nhsrplotthedots") is CHART_RULES["nhsrplotthedots"]
        assert chart_rules_named(CHART_RULES["making_data_count"]).name == "making_data_count"

    def test_names_the_sets_that_exist(self) -> None:
        with pytest.raises(UnknownRules) as caught:
            chart_rules_named("nelson")

        assert caught.value.args == ("nelson", ("making_data_count", "nhsrplotthedots"))
