"""Turning a switch on and off. Each act has a name, a time and a reason."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import log

from switches import present
from switches.models import IS_ON, Kind, Switch

ON, OFF = "switches.on", "switches.off"  # the acts' names in the admin's log


class AlreadyOn(Exception):
    """Somebody was quicker. `switch` is the one that is on."""

    def __init__(self, switch: Switch | None) -> None:
        super().__init__()
        self.switch = switch


def turn_on(kind: Kind, *, by, reason: str, text: str = "", statement_id: int | None = None) -> Switch:
    """Turn a switch on, from this moment. Raises: AlreadyOn."""
    try:
        with transaction.atomic():
            switch = Switch.objects.create(
                kind=kind, statement_id=statement_id, text=text, reason=reason, on_by=by, on_at=timezone.now()
            )
            log(instance=switch, action=ON, user=by, data={"switch": kind})
            present.forget()
    except IntegrityError:
        same = Switch.objects.filter(IS_ON, kind=kind, statement=statement_id).select_related("on_by", "statement")
        raise AlreadyOn(same.first()) from None
    return switch


@transaction.atomic
def turn_off(switch_id: int, *, by) -> bool:
    """Turn it off; False when it was off already. Raises: Switch.DoesNotExist."""
    switch = Switch.objects.get(pk=switch_id)
    if not Switch.objects.filter(IS_ON, pk=switch_id).update(off_at=timezone.now(), off_by=by):
        return False
    log(instance=switch, action=OFF, user=by, data={"switch": switch.kind})
    present.forget()
    return True
