/* event_json: one audit event as a line of JSON (DESIGN §4).
 *
 *     {"time":"…","run":"…","document":"…","stage":"extract","level":"warning","code":"repaired",
 *      "at":"t1!R5C3","rule":"…","indicator":"1.1-1","message":"…","detail":{"before":"…"}}
 *
 * Keys come in this order, absent rather than null. `level` follows from the code's grade; `detail`
 * holds the values that the message is about. Ownership: nothing is kept. Failure: the buffer's;
 * reading, RECORD_DAMAGED.
 */
#ifndef CHITIEU_CORE_JSON_EVENT_JSON_H
#define CHITIEU_CORE_JSON_EVENT_JSON_H

#include "core/buffer.h"
#include "core/event.h"

/* Appends the event, without a newline. `time` (RFC 3339) and `run` may be NULL. */
void event_to_json(const struct event *event, const char *time, const char *run,
                   struct buffer *out);

/* Reads one such line and emits it to the sink as it was recorded (time, run and level are not
 * read); its strings live during the call. RECORD_DAMAGED: no such code or stage, or not such a
 * line. */
MUST_USE bool event_from_json(const char *line, size_t length, const struct event_sink *sink,
                              struct error *error);

#endif
