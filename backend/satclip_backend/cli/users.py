"""satclip-backend users: adds, lists and removes the users of a server."""

from __future__ import annotations

import argparse
import json
import sys

from satclip_backend import store
from satclip_backend.server.users import add_user, list_users, remove_user, renew_token

DESCRIPTION = """\
Manage the users of a server that is started with 'satclip-backend serve --users'. Run this command on the server's
computer as the user who runs the server, and with the same SATCLIP_HOME. A running server notices changes at once.
"""
EXAMPLES = """\
examples:
  satclip-backend users add anna
  satclip-backend users add ben --administrator
  satclip-backend users list
  satclip-backend users remove anna
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the actions of the command."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    action = actions.add_parser(
        "add",
        help="add a user and print the token, which is shown only now",
        description="Add a user and print the token, which is shown only now: the server stores its hash.",
    )
    _name(action)
    action.add_argument(
        "--administrator",
        action="store_true",
        help="may import, download and delete encoders, and shut the server down",
    )
    action = actions.add_parser("list", help="list the users")
    action.add_argument("--json", action="store_true", help="print JSON instead of text")
    action = actions.add_parser(
        "renew",
        help="replace the token of a user and print the new one",
        description="Replace the token of a user and print the new one. Jobs, uploads and runs of the user stay.",
    )
    _name(action)
    action = actions.add_parser(
        "remove",
        help="remove a user, whose token is refused from now on",
        description="Remove a user, whose token is refused from now on. A running server stops the user's jobs and "
        "deletes their results and all uploads. Pretraining runs stay on the disk.",
    )
    _name(action)


def _name(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "name",
        metavar="NAME",
        help="small letters, digits, '.', '_', '@' and '-'; the user name of the login in QGIS",
    )


def run(args: argparse.Namespace) -> int:
    """Run the chosen action. Raises SatclipError if it fails."""
    if args.action == "list":
        _list(args.json)
    elif args.action == "remove":
        runs = store.runs(remove_user(args.name).id)
        print(f"Removed {args.name}.")
        if runs.is_dir():
            print(f"The user's pretraining runs are still in {runs}.")
    else:
        add = args.action == "add"
        token = add_user(args.name, administrator=args.administrator) if add else renew_token(args.name)
        print(f"The token of {args.name}, which is shown only now:", file=sys.stderr)
        print(token)
    return 0


def _list(as_json: bool) -> None:
    users = list_users()
    if as_json:
        facts = [
            {name: getattr(user, name) for name in ("name", "created", "administrator")} for user in users
        ]
        print(json.dumps({"users": facts}, indent=1))
        return
    width = max((len(user.name) for user in users), default=0)
    for user in users:
        print(f"{user.name:{width}}  {user.created}{'  administrator' if user.administrator else ''}")
    if not users:
        print("There are no users. Add one with: satclip-backend users add NAME", file=sys.stderr)
