"""People to test with. Everybody has a name: Lies leads at De Linde, Vik works for Het Anker."""

from django.utils.text import slugify

from organisatie.models import Employee, JobFunction, Location, Membership, Organisation, User, normalise_email

PASSWORD = "een-lang-wachtwoord-9"


def make_organisation(name: str = "De Linde", **fields) -> Organisation:
    """The organisation called `name`; the same one when asked again."""
    organisation, _ = Organisation.objects.get_or_create(slug=slugify(name), defaults={"name": name, **fields})
    return organisation


def make_user(email: str, name: str = "", *, password: str | None = PASSWORD, **fields) -> User:
    """The account with this address; the same one when asked again."""
    existing = User.objects.filter(email=normalise_email(email)).first()
    return existing or User.objects.create_user(email, password, name=name or email.split("@")[0].title(), **fields)


def make_membership(user: User, organisation: Organisation, role: str = Membership.Role.LEAD, **fields) -> Membership:
    membership, _ = Membership.objects.update_or_create(
        user=user, organisation=organisation, defaults={"role": role, **fields}
    )
    return membership


def make_location(organisation: Organisation, name: str = "Aalst") -> Location:
    location, _ = Location.objects.get_or_create(organisation=organisation, name=name)
    return location


def make_function(organisation: Organisation, name: str = "Zorg") -> JobFunction:
    function, _ = JobFunction.objects.get_or_create(organisation=organisation, name=name)
    return function


def make_employee(organisation: Organisation, name: str = "An Peeters", **fields) -> Employee:
    return Employee.objects.create(organisation=organisation, name=name, **fields)


def make_employees(
    organisation: Organisation,
    count: int,
    *,
    location: Location | None = None,
    function: JobFunction | None = None,
    prefix: str = "collega",
    **fields,
) -> list[Employee]:
    """`count` employees with a name and an address; `prefix` keeps two groups apart."""
    return Employee.objects.bulk_create(
        Employee(
            organisation=organisation,
            name=f"{prefix.title()} {number:04}",
            email=f"{slugify(prefix)}{number:04}@{organisation.slug}.test",
            location=location,
            function=function,
            **fields,
        )
        for number in range(1, count + 1)
    )


def make_lies() -> User:
    """Lies, project lead at De Linde."""
    lies = make_user("lies@linde.test", "Lies Maes")
    make_membership(lies, make_organisation("De Linde"), Membership.Role.LEAD)
    return lies


def make_ines() -> User:
    """Ines, who manages the people of De Linde."""
    ines = make_user("ines@linde.test", "Ines Claes")
    make_membership(ines, make_organisation("De Linde"), Membership.Role.ADMIN)
    return ines


def make_bram() -> User:
    """Bram, ambassador: an employee of De Linde with an account that only reads."""
    linde = make_organisation("De Linde")
    bram = make_user("bram@linde.test", "Bram De Smet")
    make_membership(bram, linde, Membership.Role.READER)
    Employee.objects.get_or_create(organisation=linde, email=bram.email, defaults={"name": bram.name, "user": bram})
    return bram


def make_noor() -> User:
    """Noor, who reads along at De Linde."""
    noor = make_user("noor@linde.test", "Noor Jacobs")
    make_membership(noor, make_organisation("De Linde"), Membership.Role.READER)
    return noor


def make_vik() -> User:
    """Vik, of another organisation: manages Het Anker, is nobody at De Linde."""
    vik = make_user("vik@anker.test", "Vik Wouters")
    make_membership(vik, make_organisation("Het Anker"), Membership.Role.ADMIN)
    return vik
