"""What a phone's system does for `.local` names: answers DNS on this device by what mDNS says on its network (RFC 6762).

Usage: resolve-names.py OWN_ADDRESS
"""

import socket
import struct
import sys
import time

from zeroconf import DNSOutgoing, DNSQuestion, Zeroconf, current_time_millis

QUERY = 0
IPV4 = 1
INTERNET = 1
# An answer, by a server that asks others.
RESPONSE = 0x8180
NO_SUCH_NAME = 3
TTL = 1
ASK_EVERY_MS = 250
GIVE_UP_AFTER_MS = 2000
# RFC 6762, 10.2.
REPLACED_TTL = 1

zeroconf = Zeroconf(interfaces=[sys.argv[1]])


def address_heard(name, since):
    """Nothing from before: a system keeps no answers to what nobody has asked. Nor what a new answer has replaced, which lives a second."""
    for record in zeroconf.cache.get_all_by_details(name, IPV4, INTERNET):
        if record.created >= since and record.ttl > REPLACED_TTL:
            return record.address
    return None


def resolve(name):
    asked = current_time_millis()
    while current_time_millis() - asked < GIVE_UP_AFTER_MS:
        query = DNSOutgoing(QUERY)
        query.add_question(DNSQuestion(name, IPV4, INTERNET))
        zeroconf.send(query)
        time.sleep(ASK_EVERY_MS / 1000)
        address = address_heard(name, asked)
        if address is not None:
            return address
    return None


def read_question(packet):
    """Returns the name, the kind of record, and the question as it was sent."""
    labels, at = [], 12
    while packet[at]:
        labels.append(packet[at + 1 : at + 1 + packet[at]].decode())
        at += 1 + packet[at]
    (kind,) = struct.unpack("!H", packet[at + 1 : at + 3])
    return ".".join(labels) + ".", kind, packet[12 : at + 5]


server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind(("127.0.0.1", 53))
print("ready", flush=True)
while True:
    packet, client = server.recvfrom(512)
    name, kind, question = read_question(packet)
    address = resolve(name) if kind == IPV4 and name.endswith(".local.") else None
    status = NO_SUCH_NAME if address is None and kind == IPV4 else 0
    answer = b""
    if address is not None:
        answer = struct.pack("!HHHIH", 0xC00C, IPV4, INTERNET, TTL, len(address)) + address
    head = packet[:2] + struct.pack("!HHHHH", RESPONSE | status, 1, 1 if answer else 0, 0, 0)
    server.sendto(head + question + answer, client)
