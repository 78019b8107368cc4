"""What a message says: its kind, a reference and a link. It has nothing else to say, so it can give nothing away."""

from typing import Final

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.utils import translation
from django.utils.http import int_to_base36
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from heed.notices.drivers.driver import Letter
from heed.notices.models import Message
from heed.notices.states import Notice

SAYS: Final = {
    Notice.OWED: gettext_noop("Something new is waiting for you in Heed."),
    Notice.REMINDER: gettext_noop("Something that you have to do in Heed is due soon."),
    Notice.LATE: gettext_noop("Something that you have to do in Heed is now late. Please do it as soon as you can."),
    Notice.ESCALATED: gettext_noop(
        "Something in Heed is late and nobody has done it. You are told because you are next up: look at it now, and "
        "see that it is done or say that you will look after it. You will be told again until somebody does."
    ),
    Notice.PROGRESS: gettext_noop("Something has happened with a report of yours."),
    Notice.RETURNED: gettext_noop("A report of yours needs a correction from you."),
    Notice.PLAN: gettext_noop("An action plan is waiting for you to read and agree."),
    Notice.INVITATION: gettext_noop(
        "You are invited to use Heed, which helps to keep staff safe from abuse and violence. The link is for you "
        "alone and works once."
    ),
    Notice.VACANT: gettext_noop(
        "Something is owed, and nobody is there who could do it: the post, those above it and health and safety are "
        "empty or away. Please see to it now that somebody holds a post that can act."
    ),
    Notice.PASSWORD: gettext_noop(
        "Somebody, most likely you, asked to set a new password for Heed. The link works once, within 3 days. If it "
        "was not you, do nothing: your password stays as it is."
    ),
    Notice.STATEMENT: gettext_noop(
        "A colleague asks you to write down what you saw and heard. The page says who asks; nothing else is told here."
    ),
    Notice.HARMFUL: gettext_noop(
        "The virus scanner found something harmful in a file that you added, so it was not kept. Please tell your IT "
        "support. If you can, add what the file shows in another way, for example as a screenshot."
    ),
    Notice.GRANT: gettext_noop(
        "Another administrator proposed who holds a post, or by which e-mail address somebody signs in. It counts only "
        "when you, as the second person, have agreed."
    ),
    Notice.ADDRESS: gettext_noop(
        "An administrator of your organisation proposed another e-mail address for your account, or has now changed "
        "it. If you did not ask for this, tell them at once, or your manager: whoever reads the mail of an account can "
        "set its password."
    ),
    Notice.VERSION: gettext_noop(
        "An entry for the register was proposed because of something that happened to you. Before anybody decides, "
        "you can say in your own words how it was. You can also choose not to."
    ),
    Notice.NEW_ENTRY: gettext_noop(
        "There is a new entry on the register of people and properties that may be a risk. Before you next visit, meet "
        "or call somebody, look them up."
    ),
    Notice.HALTED: gettext_noop(
        "Entries of the register are due to be taken off, but they are more than usual, or the clock has jumped. "
        "Nothing is deleted until somebody has looked at it."
    ),
    Notice.PANEL: gettext_noop(
        "Somebody appeals against an entry of the register, and you are asked to look at it afresh with others who had "
        "no part in it. If you know anybody in it, say so and do not read on."
    ),
    Notice.SEAT: gettext_noop(
        "Somebody has stepped down from an appeal panel that you sit on. Somebody else takes their place, and nothing "
        "is decided before that. The day by which the person has an answer stays the same."
    ),
    Notice.COMMENT: gettext_noop(
        "Somebody appeals against an entry of the register that was made because of something that happened to you. "
        "Before anybody decides, you can say what you think of it. You can also choose not to."
    ),
    Notice.CHANGED_ENTRY: gettext_noop(
        "An entry of the register that you were told of has changed or ended. Do not go by what you remember: look up "
        "whom you are about to visit, meet or call."
    ),
    Notice.SHARED: gettext_noop(
        "There is something that you should know before your next job. The page says what, whom or where it concerns, "
        "and what to do."
    ),
    Notice.CHANGED_SHARE: gettext_noop(
        "Something that is shared with you has changed. Do not go by what you remember or wrote down: read it again "
        "before your next job."
    ),
    Notice.DELETE: gettext_noop(
        "Something that was shared with you has been withdrawn. Delete every copy that you wrote down, printed or "
        "saved, then say on the page that you have."
    ),
    Notice.MISTAKE: gettext_noop(
        "Something that you were told about a person or a property was a mistake. Do not act on it. The page says what "
        "to do now."
    ),
    Notice.BRIEFING: gettext_noop(
        "Your briefing on the register runs out soon. Read it again and answer its questions, so that you can go on "
        "looking up before you go."
    ),
    Notice.LOOKS: gettext_noop(
        "Somebody has looked things up in the register in a way that is not usual. Look at who, when and why."
    ),
}
WITHOUT_SIGN_IN: Final = (Notice.INVITATION, Notice.PASSWORD)


def letter_of(message: Message) -> Letter:
    """Return the letter to the person whom the message is for; `message.to` is read for its address alone."""
    with translation.override(settings.LANGUAGE_CODE):
        notice = Notice(message.kind)
        return Letter(
            to=message.to.email,
            subject=subject_of(notice, message.reference),
            body=body_of(notice, message.reference, link_of(message)),
            message_id=message.message_id,
            again=message.tries > 1,
        )


def link_of(message: Message) -> str:
    """Return where the letter leads. A link that sets a password is made only now: no table ever holds one."""
    if message.kind == Notice.PASSWORD:
        return f"/password/reset/{int_to_base36(message.to_id)}-{default_token_generator.make_token(message.to)}"
    return message.link


def subject_of(notice: Notice, reference: str) -> str:
    """Return the subject line, in the language that is active."""
    if reference:
        return _("Heed: %(what)s (%(reference)s)") % {"what": notice.label, "reference": reference}
    return _("Heed: %(what)s") % {"what": notice.label}


def body_of(notice: Notice, reference: str, link: str) -> str:
    """Return the text, in the language that is active."""
    address = f"{settings.BASE_URL}{link}"
    lines = [_(SAYS[notice])]
    if reference:
        lines.append(_("Reference: %(reference)s") % {"reference": reference})
    if notice in WITHOUT_SIGN_IN:
        lines.append(_("Begin here: %(address)s") % {"address": address})
    else:
        lines.append(_("Sign in to see it: %(address)s") % {"address": address})
    lines.append(_("This message says no more than this, so that nobody else can learn anything from it."))
    return "\n\n".join(lines) + "\n"
