"""Addresses of exhibits, their files and stores."""

from __future__ import annotations

from django.urls import path

from punte.investigation.evidence.views import custody, exhibits, papers, stores

OF_CASE = "cases/<uuid:case_id>/exhibits/"
ONE = OF_CASE + "<uuid:exhibit_id>/"
STORE = "stores/<uuid:store_id>/"
urlpatterns = [
    path(OF_CASE, exhibits.exhibits, name="exhibits"),
    path(OF_CASE + "new/", exhibits.new, name="exhibit_new"),
    path(OF_CASE + "files/", exhibits.files, name="exhibit_files"),
    path(OF_CASE + "labels/", papers.labels, name="exhibit_labels"),
    path(ONE, exhibits.exhibit, name="exhibit"),
    path(ONE + "files/new/", exhibits.file_new, name="exhibit_file_new"),
    path(ONE + "chain/", papers.chain, name="exhibit_chain"),
    path(ONE + "certificate/", papers.certificate, name="exhibit_certificate"),
    path("exhibits/", custody.waiting, name="waiting"),
    path("exhibits/files/<uuid:file_id>/", exhibits.download, name="exhibit_file"),
    path("exhibits/steps/<uuid:custody_id>/proof/", custody.proof, name="custody_proof"),
    path("exhibits/<uuid:exhibit_id>/", custody.kept, name="kept"),
    path("exhibits/<uuid:exhibit_id>/<slug:act>/", custody.step, name="custody_step"),
    path("stores/", stores.stores, name="stores"),
    path("stores/new/", stores.store_new, name="store_new"),
    path(STORE, stores.store, name="store"),
    path(STORE + "edit/", stores.store_edit, name="store_edit"),
    path(STORE + "keepers/new/", stores.keeper_new, name="store_keeper_new"),
    path(STORE + "keepers/<int:account_id>/end/", stores.keeper_end, name="store_keeper_end"),
    path(STORE + "stock/", stores.stock_new, name="stock_new"),
    path("stores/stock/<uuid:taking_id>/", stores.stock, name="stock"),
    path("stores/stock/<uuid:taking_id>/end/", stores.stock_end, name="stock_end"),
]
