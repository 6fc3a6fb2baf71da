"""Addresses of what people said: conversations and their notes, themes over notes and open answers, the inventory."""

from django.urls import path

from bevraging.views import (
    answer_items,
    inventory,
    notes,
    report,
    talks,
    theme_merge,
    theme_page,
    theme_picks,
    themes,
)

TALKS = "trajecten/<slug:slug>/bevraging/gesprekken/"
TALK = f"{TALKS}<int:pk>/"
NOTE = f"{TALK}notities/<int:note>/"
THEMES = "trajecten/<slug:slug>/bevraging/themas/"
ITEMS = "trajecten/<slug:slug>/bevraging/inventaris/"

urlpatterns = [
    path(TALKS, talks.overview, name="gesprekken"),
    path(f"{TALKS}nieuw/", talks.new, name="gesprek_nieuw"),
    path(TALK, talks.conversation_page, name="gesprek"),
    path(f"{TALK}gegevens/", talks.details, name="gesprek_gegevens"),
    path(f"{TALK}klaar/", talks.finish, name="gesprek_klaar"),
    path(f"{TALK}heropen/", talks.reopen, name="gesprek_heropen"),
    path(f"{TALK}wis/", talks.remove, name="gesprek_wis"),
    path(f"{TALK}noteer/", notes.write, name="noteer"),
    path(NOTE, notes.note_page, name="notitie"),
    path(f"{NOTE}lens/", notes.choose_lens, name="notitie_lens"),
    path(f"{NOTE}inventaris/", notes.to_inventory, name="notitie_inventaris"),
    path(f"{NOTE}wis/", notes.remove, name="notitie_wis"),
    path(THEMES, themes.overview, name="themas"),
    path(f"{THEMES}werkbank/", themes.workbench, name="werkbank"),
    path(f"{THEMES}notitie/<int:pk>/", theme_picks.note_themes, name="notitie_thema"),
    path(f"{THEMES}notitie/<int:pk>/<int:theme>/weg/", theme_picks.note_theme_off, name="notitie_thema_weg"),
    path(f"{THEMES}antwoord/<uuid:answer>/", theme_picks.answer_themes, name="antwoord_thema"),
    path(f"{THEMES}antwoord/<uuid:answer>/<int:theme>/weg/", theme_picks.answer_theme_off, name="antwoord_thema_weg"),
    path(f"{THEMES}antwoord/<uuid:answer>/inventaris/", answer_items.to_inventory, name="antwoord_inventaris"),
    path(f"{THEMES}<int:pk>/", theme_page.theme_page, name="thema"),
    path(f"{THEMES}<int:pk>/wijzig/", themes.change, name="thema_wijzig"),
    path(f"{THEMES}<int:pk>/samenvoegen/", theme_merge.merge, name="thema_samen"),
    path(f"{THEMES}<int:pk>/wis/", themes.remove, name="thema_wis"),
    path(ITEMS, inventory.overview, name="inventaris"),
    path(f"{ITEMS}lijst.csv", inventory.export, name="inventaris_csv"),
    path("trajecten/<slug:slug>/rapport/bevraging.pdf", report.inventory_pdf, name="rapport"),
    path(f"{ITEMS}nieuw/", inventory.new, name="item_nieuw"),
    path(f"{ITEMS}<int:pk>/", inventory.item_page, name="item"),
    path(f"{ITEMS}<int:pk>/bevestig/", inventory.confirm, name="item_bevestig"),
    path(f"{ITEMS}<int:pk>/terug/", inventory.take_back, name="item_terug"),
    path(f"{ITEMS}<int:pk>/wis/", inventory.remove, name="item_wis"),
]
