"""Keys: who holds one, the pair of each part of a case, and to whom it was handed over."""

from __future__ import annotations

from hashlib import sha256
from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from complaints.models.case import Case
from complaints.models.terms import HolderKind, Part


class KeyHolderQuerySet(models.QuerySet["KeyHolder"]):
    def active(self) -> Self:
        return self.filter(retired_at=None).filter(models.Q(user=None) | models.Q(user__is_active=True))

    def confirmed(self) -> Self:
        """In use, and compared by another holder; the escrow is compared at its ceremony."""
        return self.active().filter(models.Q(user=None) | models.Q(confirmed_at__isnull=False))


class KeyHolder(models.Model):
    """The key pair of an officer, a custodian, or the escrow; the private half is wrapped, or not here at all."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="ผู้ถือกุญแจ",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="complaint_keys",
    )
    kind = models.CharField("หน้าที่", max_length=10, choices=HolderKind)
    public_key = models.BinaryField(unique=True)
    wrapped_key = models.BinaryField(blank=True, default=b"")
    """The private half under the holder's passphrase; empty for the escrow, and once the key is retired."""
    created_at = models.DateTimeField("สร้างเมื่อ", auto_now_add=True)
    confirmed_at = models.DateTimeField("ยืนยันเมื่อ", null=True, blank=True)
    """When another holder had compared the fingerprint with its owner; until then nothing is sealed to the key."""
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="ผู้ยืนยัน",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    retired_at = models.DateTimeField("เลิกใช้เมื่อ", null=True, blank=True)

    objects = KeyHolderQuerySet.as_manager()

    class Meta:
        verbose_name = "ผู้ถือกุญแจ"
        verbose_name_plural = "ผู้ถือกุญแจ"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(retired_at=None, user__isnull=False),
                name="complaints_one_key_a_person",
            ),
            models.CheckConstraint(
                condition=(models.Q(kind=HolderKind.ESCROW) & models.Q(user=None))
                | (~models.Q(kind=HolderKind.ESCROW) & models.Q(user__isnull=False)),
                name="complaints_escrow_is_nobody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user or HolderKind.ESCROW.label}"

    @property
    def place(self) -> str:
        """Where the wrapped private half lies (see `complaints.sealing`)."""
        return f"complaints_keyholder.wrapped_key|{bytes(self.public_key).hex()}"

    @property
    def is_waiting(self) -> bool:
        """Whether the key of a person still waits for its fingerprint to be compared."""
        return self.user_id is not None and self.retired_at is None and self.confirmed_at is None

    @property
    def fingerprint(self) -> str:
        """Sixteen characters by which two people compare a key, in groups of four."""
        written = sha256(bytes(self.public_key)).hexdigest()[:16].upper()
        return " ".join(written[at : at + 4] for at in range(0, 16, 4))


class CaseKey(models.Model):
    """The public half of a part of a case: whatever belongs to the part is sealed to it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="keys")
    part = models.CharField(max_length=10, choices=Part)
    public_key = models.BinaryField()

    class Meta:
        verbose_name = "กุญแจของเรื่อง"
        verbose_name_plural = "กุญแจของเรื่อง"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "part"], name="complaints_one_key_a_part")
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.part}"


class Grant(models.Model):
    """The private half of a part, sealed to one holder."""

    key = models.ForeignKey(CaseKey, on_delete=models.CASCADE, related_name="grants")
    holder = models.ForeignKey(KeyHolder, on_delete=models.PROTECT, related_name="grants")
    sealed_key = models.BinaryField()
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    granted_on = models.DateField()

    class Meta:
        verbose_name = "สิทธิเปิดอ่าน"
        verbose_name_plural = "สิทธิเปิดอ่าน"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key", "holder"], name="complaints_one_grant_each")
        ]

    def __str__(self) -> str:
        return f"{self.key} → {self.holder}"

    @staticmethod
    def place_of(case: Case, part: str) -> str:
        """Where the private half of a part lies, sealed (see `complaints.sealing`)."""
        return f"complaints_grant.sealed_key|{case.pk}|{part}"
