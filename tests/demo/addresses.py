"""The program's addresses as the demo has them."""

from django.urls import include, path

from heed import urls

handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500
urlpatterns = [path("", include("heed.demo.urls")), *urls.urlpatterns]
