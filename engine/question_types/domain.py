"""The check of a domain name, shared by `email` and `url`: by its form only, without asking the network."""

LONGEST = 253
_ASCII_LABEL = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


def is_domain(name: str) -> bool:
    """Whether a lower-case name has the form of a public domain: two labels or more, the last one not a number.

    Letters of other scripts are accepted (`zönne.nl`); addresses in digits and `localhost` are not.
    """
    if len(name) > LONGEST:
        return False
    labels = name.split(".")
    top = labels[-1]
    return len(labels) > 1 and all(map(_is_label, labels)) and len(top) > 1 and not top[0].isdigit()


def _is_label(label: str) -> bool:
    if not 0 < len(label) <= 63 or label[0] == "-" or label[-1] == "-":
        return False
    return all(character in _ASCII_LABEL or (character > "\x7f" and character.isalpha()) for character in label)
