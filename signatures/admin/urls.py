"""The addresses of our own views under `/admin/signatures/`."""

from django.urls import path

from signatures.admin import (
    bulk_review,
    card_views,
    chart_views,
    consents,
    corrections,
    fixing,
    sample,
    ticked_views,
    trying_words,
    views,
)

app_name = "signatures_admin"

urlpatterns = [
    path("queue/", views.queue, name="queue"),
    path("queue/<int:signature_id>/decide/", views.decide, name="decide"),
    path("queue/undo/<int:decision_id>/", views.undo, name="undo"),
    path("charts/", chart_views.charts, name="charts"),
    path("charts/signatures.csv", chart_views.charts_csv, name="charts_csv"),
    path("consents/", consents.consents, name="consents"),
    path("resend/", consents.resend, name="resend"),
    path("corrections/", corrections.waiting, name="corrections"),
    path("corrections/<int:correction_id>/settle/", corrections.settle, name="correction_settle"),
    path("corrections/<int:correction_id>/undo/", corrections.undo, name="correction_undo"),
    path("ticked/", ticked_views.decide, name="ticked"),
    path("ticked/<int:act_id>/undo/", ticked_views.undo, name="ticked_undo"),
    path("cards/", card_views.hand, name="cards"),
    path("cards/take/", card_views.take, name="card_take"),
    path("cards/leave/", card_views.leave, name="card_leave"),
    path("cards/keys/", card_views.keys, name="card_keys"),
    path("cards/<int:signature_id>/decide/", card_views.decide, name="card_decide"),
    path("cards/<int:signature_id>/skip/", card_views.skip, name="card_skip"),
    path("cards/undo/<int:decision_id>/", card_views.undo, name="card_undo"),
    path("correct/<int:signature_id>/", fixing.correct, name="correct"),
    path("words/try/", trying_words.try_out, name="try_word"),
    path("sample/", sample.sample, name="sample"),
    path("sample/looked/", sample.looked, name="sample_looked"),
    path("bulk-review/", bulk_review.describe, name="bulk_reviews"),
    path("bulk-review/start/", bulk_review.start, name="bulk_review_start"),
    path("bulk-review/<int:review_id>/", bulk_review.review, name="bulk_review"),
    path("bulk-review/<int:review_id>/undo/", bulk_review.undo, name="bulk_review_undo"),
    path("address/<int:signature_id>/", views.address, name="address"),
]
