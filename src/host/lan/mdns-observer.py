"""Another implementation of mDNS says, a line of JSON each, what it hears about web servers on one address's network."""

import json
import sys
import time

from zeroconf import ServiceBrowser, Zeroconf

own_address = sys.argv[1]
TYPE = "_http._tcp.local."


def say(what, **more):
    print(json.dumps({"what": what, **more}), flush=True)


class Listener:
    def __init__(self):
        self.told = {}

    def describe(self, what, zeroconf, name):
        info = zeroconf.get_service_info(TYPE, name, 2000)
        if info is None:
            say("unresolved", name=name)
            return
        addresses = sorted(info.parsed_addresses())
        if what == "looked" and self.told.get(name) == addresses:
            return
        self.told[name] = addresses
        say(what, name=name, server=info.server, port=info.port, addresses=addresses)

    def add_service(self, zeroconf, kind, name):
        self.describe("added", zeroconf, name)

    def update_service(self, zeroconf, kind, name):
        self.describe("updated", zeroconf, name)

    def remove_service(self, zeroconf, kind, name):
        self.told.pop(name, None)
        say("removed", name=name)


zeroconf = Zeroconf(interfaces=[own_address])
listener = Listener()
ServiceBrowser(zeroconf, TYPE, listener)
say("listening")
# Nobody forgets this process: it ends by itself after a minute. RFC 6762, 10.2: what was replaced lives on for a while,
# and nothing tells when it is forgotten, so it is looked at.
for _ in range(60):
    time.sleep(1)
    for name in list(listener.told):
        listener.describe("looked", zeroconf, name)
