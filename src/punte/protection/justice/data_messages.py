"""The words of the data files, named so that translators find them; a test keeps them equal."""

from django.utils.translation import gettext_noop as _

MESSAGES = (
    _("Help and shelter, whether or not one cooperates with the police"),
    _("To be told what happens, in a language one understands"),
    _("An interpreter without cost"),
    _("Legal aid, also without cost"),
    _("Privacy: who may know what"),
    _("Time to recover and think"),
    _("A permit to stay, and a safe return"),
    _("Not to be punished for what one was forced to do"),
    _("Protection for oneself and the family"),
    _("To be heard as seldom as possible, with someone beside"),
    _("Compensation, from the offender or the state"),
    _("To complain, and to take a consent back"),
    _("Address kept secret in the papers"),
    _("No contact between the person and the accused"),
    _("Escort by police"),
    _("Protection order"),
    _("Status of a threatened or vulnerable witness"),
    _("Witness protection programme"),
    _("Hearing under special conditions"),
    _("House default"),
    _("MD: Code of Criminal Procedure, art. 110 and 110¹"),
    _("MD: Law 105/2008"),
    _("MD: Law 45/2007"),
    _("RO: Code of Criminal Procedure, art. 125–130"),
    _("RO: Law 217/2003"),
    _("RO: Law 682/2002"),
)
