"""Saying where the money of many draft contracts comes from."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from portal import audit
from portal.models import User
from portal.publishing import Status
from procurement.models import Contract


@transaction.atomic
def fund_contracts(
    *, by: User, contracts: Sequence[Contract], fund_source: str = "", expense_type: str = ""
) -> None:
    """Write source of money and category of expenditure into drafts; an empty value leaves what there is.

    All or nothing: raises ValidationError when one of them is no draft any more.
    """
    fresh = Contract.objects.select_for_update().filter(pk__in=[contract.pk for contract in contracts])
    for contract in fresh:
        if contract.status not in (Status.DRAFT, Status.WITHDRAWN):
            raise ValidationError(f"ตั้งแหล่งเงินไม่ได้ เพราะ “{contract}” ไม่ใช่ฉบับร่างแล้ว")
        contract.fund_source = fund_source or contract.fund_source
        contract.expense_type = expense_type or contract.expense_type
        contract.note_author(by)
        contract.edition += 1
        contract._history_user = by
        contract.save()
        audit.record(by, "แก้ไข", contract, fields=["fund_source", "expense_type"])
