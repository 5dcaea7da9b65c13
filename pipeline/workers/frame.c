#include "pipeline/workers/frame.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

struct head {
    uint32_t kind, length;
};

void frame_put(struct buffer *out, enum frame_kind kind, const char *bytes, size_t length) {
    struct head head = {.kind = kind, .length = (uint32_t)length};
    if (length > UINT32_MAX)
        out->failed = true;
    buffer_append(out, &head, sizeof head);
    buffer_append(out, bytes, length);
}

/* Room for one descriptor sent along with a message, aligned as its header requires. */
union control {
    struct cmsghdr head;
    char bytes[CMSG_SPACE(sizeof(int))];
};

static void attach(struct msghdr *message, union control *control, int descriptor) {
    memset(control, 0, sizeof *control);
    message->msg_control = control;
    message->msg_controllen = sizeof control->bytes;
    struct cmsghdr *head = CMSG_FIRSTHDR(message);
    head->cmsg_level = SOL_SOCKET;
    head->cmsg_type = SCM_RIGHTS;
    head->cmsg_len = CMSG_LEN(sizeof descriptor);
    memcpy(CMSG_DATA(head), &descriptor, sizeof descriptor);
}

bool frame_send(int socket, const struct buffer *bytes, int descriptor) {
    size_t sent = 0;
    while (sent < bytes->length) {
        struct iovec piece = {.iov_base = bytes->data + sent, .iov_len = bytes->length - sent};
        struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1};
        union control control;
        if (descriptor >= 0 && sent == 0)
            attach(&message, &control, descriptor);
        ssize_t count = sendmsg(socket, &message, MSG_NOSIGNAL);
        if (count < 0 && errno != EINTR)
            return false;
        sent += count > 0 ? (size_t)count : 0;
    }
    return true;
}

static int detach(struct msghdr *message) {
    int descriptor = -1;
    struct cmsghdr *head = CMSG_FIRSTHDR(message);
    if (head && head->cmsg_level == SOL_SOCKET && head->cmsg_type == SCM_RIGHTS &&
        head->cmsg_len == CMSG_LEN(sizeof descriptor))
        memcpy(&descriptor, CMSG_DATA(head), sizeof descriptor);
    return descriptor;
}

/* Reads exactly `length` bytes; *descriptor gets a descriptor that was sent along. */
static bool receive(int socket, void *bytes, size_t length, int *descriptor) {
    size_t got = 0;
    while (got < length) {
        struct iovec piece = {.iov_base = (char *)bytes + got, .iov_len = length - got};
        union control control;
        struct msghdr message = {.msg_iov = &piece,
                                 .msg_iovlen = 1,
                                 .msg_control = &control,
                                 .msg_controllen = sizeof control.bytes};
        ssize_t count = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        int fresh = detach(&message);
        if (fresh >= 0 && *descriptor >= 0)
            close(fresh);
        else if (fresh >= 0)
            *descriptor = fresh;
        got += (size_t)count;
    }
    return true;
}

static bool receive_body(int socket, size_t length, struct buffer *body, int *descriptor) {
    char piece[4096];
    buffer_clear(body);
    while (length > 0) {
        size_t next = length < sizeof piece ? length : sizeof piece;
        if (!receive(socket, piece, next, descriptor))
            return false;
        buffer_append(body, piece, next);
        length -= next;
    }
    return !body->failed;
}

bool frame_receive(int socket, size_t most, struct buffer *body, enum frame_kind *kind,
                   int *descriptor) {
    struct head head;
    *descriptor = -1;
    bool done = receive(socket, &head, sizeof head, descriptor) && head.length <= most &&
                receive_body(socket, head.length, body, descriptor);
    if (done)
        *kind = (enum frame_kind)head.kind;
    else if (*descriptor >= 0)
        close(*descriptor);
    return done;
}

enum frame_taken frame_take(const struct buffer *bytes, size_t *at, struct frame *frame) {
    struct head head;
    size_t left = bytes->length - *at;
    if (left < sizeof head)
        return FRAME_PARTIAL;
    memcpy(&head, bytes->data + *at, sizeof head);
    if (head.kind < FRAME_READ || head.kind > FRAME_FAILURE || head.length > bytes->limit)
        return FRAME_BROKEN;
    if (left - sizeof head < head.length)
        return FRAME_PARTIAL;
    *frame = (struct frame){.kind = (enum frame_kind)head.kind,
                            .bytes = bytes->data + *at + sizeof head,
                            .length = head.length};
    *at += sizeof head + head.length;
    return FRAME_TAKEN;
}
