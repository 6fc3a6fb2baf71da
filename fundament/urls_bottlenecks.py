"""Addresses of step 2: bottlenecks, their bundles, and the themes that ask for a decision."""

from django.urls import path

from fundament.views import bottlenecks, bundles, rulings, taking

BOTTLENECKS = "trajecten/<slug:slug>/fundament/knelpunten/"
TAKE = f"{BOTTLENECKS}ophalen/"
BUNDLES = "trajecten/<slug:slug>/fundament/bundels/"
THEMES = "trajecten/<slug:slug>/fundament/themas/"

urlpatterns: list = [
    path(BOTTLENECKS, bottlenecks.overview, name="knelpunten"),
    path(f"{BOTTLENECKS}nieuw/", bottlenecks.new, name="knelpunt_nieuw"),
    path(f"{BOTTLENECKS}bewaard/", bottlenecks.saved, name="knelpunt_bewaard"),
    path(f"{BOTTLENECKS}lijst.csv", bottlenecks.export, {"kind": "csv"}, name="knelpunten_csv"),
    path(f"{BOTTLENECKS}lijst.xlsx", bottlenecks.export, {"kind": "xlsx"}, name="knelpunten_xlsx"),
    path(f"{BOTTLENECKS}bundelen/", bundles.put, name="knelpunten_bundelen"),
    path(f"{BOTTLENECKS}bundelen/terug/", bundles.put_back, name="knelpunten_bundelen_terug"),
    path(f"{BOTTLENECKS}<int:pk>/", bottlenecks.change, name="knelpunt"),
    path(f"{BOTTLENECKS}<int:pk>/wis/", bottlenecks.remove, name="knelpunt_wis"),
    path(TAKE, taking.overview, name="knelpunten_ophalen"),
    path(f"{TAKE}alles/", taking.take_all, name="knelpunten_ophalen_alles"),
    path(f"{TAKE}alles/terug/", taking.give_back_all, name="knelpunten_ophalen_terug"),
    path(f"{TAKE}item/<int:pk>/", taking.take_item, name="knelpunt_uit_item"),
    path(f"{TAKE}item/<int:pk>/terug/", taking.give_back_item, name="knelpunt_uit_item_terug"),
    path(f"{TAKE}notitie/<int:pk>/", taking.take_note, name="knelpunt_uit_notitie"),
    path(f"{TAKE}antwoord/<uuid:answer>/", taking.take_answer, name="knelpunt_uit_antwoord"),
    path(BUNDLES, bundles.overview, name="bundels"),
    path(f"{BUNDLES}<int:pk>/", bundles.bundle_page, name="bundel"),
    path(f"{BUNDLES}<int:pk>/wijzig/", bundles.change, name="bundel_wijzig"),
    path(f"{BUNDLES}<int:pk>/samenvoegen/", bundles.merge, name="bundel_samen"),
    path(f"{BUNDLES}<int:pk>/wis/", bundles.remove, name="bundel_wis"),
    path(THEMES, rulings.overview, name="themas"),
    path(f"{THEMES}<int:pk>/geen-besluit/", rulings.rule, name="thema_geen_besluit"),
    path(f"{THEMES}<int:pk>/toch-besluit/", rulings.take_back, name="thema_toch_besluit"),
]
