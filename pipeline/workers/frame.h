/* frame: the messages between the parent and its workers, over a stream socket.
 *
 * Each is a kind, a length (32 bits each, in the machine's own order: both ends are one program)
 * and so many bytes. A descriptor may travel beside a frame's first byte. The kinds and who sends
 * them: docs/night-run.md. Failure: false, errno tells.
 */
#ifndef CHITIEU_PIPELINE_WORKERS_FRAME_H
#define CHITIEU_PIPELINE_WORKERS_FRAME_H

#include "core/buffer.h"
#include "core/error.h"

#include <stdint.h>

enum frame_kind { FRAME_READ = 1, FRAME_EVENT, FRAME_REPORT, FRAME_FAILURE };

struct frame {
    enum frame_kind kind;
    const char *bytes; /* a view into what it was taken from; not NUL-terminated */
    size_t length;
};

/* Appends a frame to bytes that are sent later. */
void frame_put(struct buffer *out, enum frame_kind kind, const char *bytes, size_t length);

/* Sends bytes whole; `descriptor` goes along unless it is negative. Waits as long as it takes. */
MUST_USE bool frame_send(int socket, const struct buffer *bytes, int descriptor);

/* Waits for one frame of at most `most` bytes into `body`; *descriptor is the one beside it (the
 * caller's to close) or -1. False at the end of the stream, too. */
MUST_USE bool frame_receive(int socket, size_t most, struct buffer *body, enum frame_kind *kind,
                            int *descriptor);

/* Takes the frame at *at out of bytes received so far and moves on. PARTIAL: more must come.
 * BROKEN: no such kind, or longer than what may come. */
enum frame_taken { FRAME_TAKEN, FRAME_PARTIAL, FRAME_BROKEN };
enum frame_taken frame_take(const struct buffer *bytes, size_t *at, struct frame *frame);

#endif
