"""The kinds of papers (*handlingstyp*): each module has the facts of its kind and several ways to word them."""
