"""The form renderer (`FORM_RENDERER`): every form of every page, allauth's too, comes out as GOV.UK markup."""

from django.forms.renderers import TemplatesSetting

from heed.web.govuk.bound import BoundField


class Renderer(TemplatesSetting):
    """Renders `{{ form }}` and `{{ form.name.as_field_group }}` from the templates in `govuk/`."""

    form_template_name = "govuk/form.html"
    field_template_name = "govuk/field.html"
    bound_field_class = BoundField
