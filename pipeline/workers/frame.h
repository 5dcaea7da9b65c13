/* frame: the messages between the parent and its workers, over a stream socket.
 *
 * A frame is a kind, a length (32 bits each, in the machine's own byte order: both ends are one
 * program) and so many bytes. A descriptor may be sent along with a frame's first byte. The kinds
 * and who sends them: docs/night-run.md. Failure: false, with errno.
 */
#ifndef CHITIEU_PIPELINE_WORKERS_FRAME_H
#define CHITIEU_PIPELINE_WORKERS_FRAME_H

#include "core/buffer.h"
#include "core/error.h"

#include <stdint.h>

enum frame_kind { FRAME_READ = 1, FRAME_EVENT, FRAME_REPORT, FRAME_FAILURE };

struct frame {
    enum frame_kind kind;
    const char *bytes; /* a view into the received bytes; not NUL-terminated */
    size_t length;
};

/* Appends a frame to bytes to be sent. */
void frame_put(struct buffer *out, enum frame_kind kind, const char *bytes, size_t length);

/* Sends all bytes, and the descriptor with them unless it is negative. Waits as long as it takes.
 */
MUST_USE bool frame_send(int socket, const struct buffer *bytes, int descriptor);

/* Waits for one frame of at most `most` bytes; *descriptor is the one sent along (the caller's to
 * close) or -1. False also at the end of the stream. */
MUST_USE bool frame_receive(int socket, size_t most, struct buffer *body, enum frame_kind *kind,
                            int *descriptor);

/* Takes the frame at *at out of the bytes received so far and moves *at behind it. PARTIAL: the
 * rest has not arrived. BROKEN: there is no such kind, or the frame would be too long. */
enum frame_taken { FRAME_TAKEN, FRAME_PARTIAL, FRAME_BROKEN };
enum frame_taken frame_take(const struct buffer *bytes, size_t *at, struct frame *frame);

#endif
