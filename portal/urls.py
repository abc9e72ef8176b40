"""Every address of the site; permanent, never reused, only redirected."""

from django.contrib import admin
from django.urls import include, path, register_converter

from portal.addresses import NumberConverter
from portal.fiscal import FiscalYearConverter
from portal.views import (
    documents,
    emblem,
    errors,
    feedback,
    feeds,
    home,
    news,
    pages,
    search,
    surveys,
    wellknown,
)

register_converter(FiscalYearConverter, "fy")
register_converter(NumberConverter, "number")

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.broken

portal_urls = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("display/", home.display, name="display"),
    path("preferences.css", home.preferences_css, name="preferences_css"),
    path("feedback/", feedback.feedback, name="feedback"),
    path("feedback/<str:token>/", feedback.feedback_comment, name="feedback_comment"),
    path("news/", news.news, name="news"),
    path("news/feed.xml", feeds.news_feed, name="news_feed"),
    path("news/<number:pk>/", news.news_item, name="news_item"),
    path("news/pictures/<number:pk>-<str:size>.webp", news.picture, name="news_picture"),
    path("eit/<number:pk>/", surveys.eit, name="eit"),
    path("eit/<number:pk>/qr.svg", surveys.eit_qr, name="eit_qr"),
    path("eit/<number:pk>/qr.webp", surveys.eit_official_qr, name="eit_official_qr"),
    path("documents/<uuid:pk>/", documents.document, name="document"),
    path("documents/<uuid:pk>/<number:number>/", documents.document, name="document_version"),
    path("about/", pages.about, name="about"),
    path("contact/", pages.contact, name="contact"),
    path("pages/<slug:slug>/", pages.page, name="page"),
    path("pages/<slug:slug>/<number:edition>/", pages.page_edition, name="page_edition"),
    path("sitemap/", pages.sitemap, name="sitemap"),
    path("sitemap.xml", wellknown.sitemap_xml, name="sitemap_xml"),
    path("robots.txt", wellknown.robots_txt, name="robots_txt"),
    path(".well-known/security.txt", wellknown.security_txt, name="security_txt"),
    path("emblem.webp", emblem.emblem, name="emblem"),
    path("healthz", wellknown.healthz, name="healthz"),
    path("styleguide/", home.styleguide, name="styleguide"),
]

urlpatterns = [
    path("", include((portal_urls, "portal"))),
    path("authority/", include("measures.authority.urls")),
    path("manuals/", include("measures.manuals.urls")),
    path("services/", include("measures.services.urls")),
    path("risk/", include("measures.risk.urls")),
    path("participation/", include("measures.participation.urls")),
    path("hr/", include("measures.hr.urls")),
    path("ethics/", include("measures.ethics.urls")),
    path("procurement/", include("procurement.urls")),
    path("complaints/", include("complaints.urls")),
    path("", include("measures.urls")),
    path("accounts/", include("portal.accounts.urls")),
    path("admin/", admin.site.urls),
]
