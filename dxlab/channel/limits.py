"""How large a value on the channel may be. Sizes in bytes."""

HEADER_BYTES = 4_000_000
MESSAGE_BYTES = 64_000_000
DEPTH = 40
ITEMS = 200_000  # values in one message
KEYS = 20_000  # keys of one dict or set, when all are text (their hash is salted)
OTHER_KEYS = 2_000  # when a key is a number or a tuple: such hashes can be made to collide
INT_DIGITS = 4_000
ROWS = 2_000_000
COLUMNS = 2_000
FILES = 2_000
CALLBACKS = 10_000  # calls back into the check, in one question
