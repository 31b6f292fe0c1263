"""What can be done to incidents and service requests: one verb a file. Faces call these and nothing else."""

from incidents.actions.add_affected import add_affected
from incidents.actions.adopt import adopt, release
from incidents.actions.amend import amend
from incidents.actions.announce import announce, end_announcement, join
from incidents.actions.answer import answer
from incidents.actions.approve import approve, ask_approver, refuse
from incidents.actions.assign import assign, take
from incidents.actions.cancel import cancel, withdraw
from incidents.actions.classify import classify
from incidents.actions.close import close
from incidents.actions.comment import comment
from incidents.actions.confirm import confirm
from incidents.actions.detect import detect
from incidents.actions.erase import erase
from incidents.actions.hand_over import hand_over
from incidents.actions.hold import hold
from incidents.actions.link import link
from incidents.actions.log import log, settle
from incidents.actions.record_workaround import record_workaround
from incidents.actions.register import register
from incidents.actions.reject import reject
from incidents.actions.reopen import reopen
from incidents.actions.report import report
from incidents.actions.request import request
from incidents.actions.resolve import resolve
from incidents.actions.restrict import restrict, unrestrict
from incidents.actions.resume import resume
from incidents.actions.review import review
from incidents.actions.split import split
from incidents.actions.start_diagnosis import start_diagnosis
from incidents.actions.take_part import note_time, pair, unpair, unwatch, watch
from incidents.actions.unmerge import unmerge

__all__ = [
    "add_affected", "adopt", "amend", "announce", "answer", "approve", "ask_approver", "assign", "cancel", "classify", "close", "comment", "confirm",
    "detect", "end_announcement", "erase", "hand_over", "hold", "join", "link", "log", "note_time", "pair", "record_workaround", "refuse", "register",
    "reject", "release", "reopen", "report", "request",
    "resolve", "restrict", "resume", "review", "settle", "split", "start_diagnosis", "take", "unmerge", "unpair", "unrestrict", "unwatch", "watch", "withdraw",
]  # fmt: skip
