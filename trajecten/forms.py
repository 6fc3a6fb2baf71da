"""The form base of the house, for every room above. It is made in `organisatie`, which makes forms itself."""

from organisatie.base_forms import BaseForm, BaseModelForm, HouseFormMixin

__all__ = ["BaseForm", "BaseModelForm", "HouseFormMixin"]
