"""Addresses of people who answer. Only the first page's address holds a token."""

from django.urls import path

from goldenthread.canvas.views import answering, receipts, workbook

urlpatterns = [
    path("a/<str:token>/", answering.link, name="answer_link"),
    path("a/<str:token>/paper/", workbook.paper_by_link, name="answer_paper_by_link"),
    path("a/<str:token>/paper.pdf", workbook.paper_pdf_by_link, name="answer_paper_pdf_by_link"),
    path("h/<str:token>/", receipts.take_over, name="answer_take_over"),
    path("answer/", answering.enter, name="answer_enter"),
    path("a/", answering.enter, name="answer_enter_short"),  # a poster’s address, typed without its code
    path("return/", receipts.come_back, name="answer_return"),
    path("answer/code/", answering.code, name="answer_code"),
    path("answer/<int:number>/", answering.question, name="answer_question"),
    path("answer/all/", answering.all_questions, name="answer_all"),
    path("answer/check/", receipts.check, name="answer_check"),
    path("answer/my-answers.csv", receipts.own_copy, name="answer_own_copy"),
    path("answer/thank-you/", receipts.done, name="answer_done"),
    path("answer/stop/", receipts.stop, name="answer_stop"),
    path("answer/leave/", receipts.leave, name="answer_leave"),
    path("answer/left/", receipts.left, name="answer_left"),
    path("answer/take-back/", receipts.withdraw, name="answer_withdraw"),
    path("answer/taken-back/", receipts.withdrawn, name="answer_withdrawn"),
    path("answer/hand-over/", receipts.hand_over, name="answer_hand_over"),
    path("answer/paper/", workbook.paper, name="answer_paper"),
    path("answer/paper.pdf", workbook.paper_pdf, name="answer_paper_pdf"),
]
