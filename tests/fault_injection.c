/* Makes a worker misbehave when it reads a file whose name says how ("fault-crash.docx") and the
 * environment has CHITIEU_INJECT. Linked into chitieu-faulty in place of
 * pipeline/workers/fault_injection.c; the program that people use has none of it.
 *
 * After a forbidden call that was not stopped the file is read as any other, and the test finds it
 * loaded.
 */
#include "pipeline/workers/frame.h"
#include "pipeline/workers/fault_injection.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

static void crash(int socket) {
    (void)socket;
    raise(SIGSEGV);
}

/* As the system does when its memory is short. */
static void be_killed(int socket) {
    (void)socket;
    raise(SIGKILL);
}

/* The parent sends nothing while it waits for the answer. */
static void hang(int socket) {
    char byte;
    struct iovec piece = {&byte, 1};
    struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1};
    for (;;)
        (void)!recvmsg(socket, &message, 0);
}

static void spin(int socket) {
    (void)socket;
    for (volatile unsigned turns = 0;; turns++)
        continue;
}

/* A hundred gigabytes of addresses, none of them touched. */
static void eat(int socket) {
    (void)socket;
    for (int i = 0; i < 100; i++)
        if (mmap(NULL, (size_t)1 << 30, PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0) == MAP_FAILED)
            abort();
}

static void send_frame(int socket, enum frame_kind kind, const char *text) {
    struct buffer bytes;
    buffer_init(&bytes, (size_t)1 << 20);
    frame_put(&bytes, kind, text, strlen(text));
    (void)!frame_send(socket, &bytes, -1);
    buffer_free(&bytes);
}

static void send_garbage(int socket) {
    send_frame(socket, (enum frame_kind)0x6E6F6E73, "nonsense");
}

static void flood(int socket) {
    for (;;)
        send_frame(socket, FRAME_EVENT, "{}");
}

/* A well-formed report of another file. */
static void send_false_report(int socket) {
    send_frame(
        socket, FRAME_REPORT,
        "{\"schema\":\"chitieu.report/1\",\"source\":{\"path\":\"a\",\"sha256\":"
        "\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\",\"bytes\":0,"
        "\"format\":\"docx\"},\"report\":{},\"observations\":[],\"mentions\":[],\"findings\":[],"
        "\"coverage\":{\"rows\":{},\"values\":{}}}");
}

static void call_out(int unused) {
    (void)unused;
    (void)!socket(AF_INET, SOCK_STREAM, 0);
}

static void write_file(int socket) {
    (void)socket;
    const char *path = getenv("CHITIEU_INJECT");
    (void)!open(path, O_WRONLY | O_CREAT, 0600);
}

static void run_program(int socket) {
    (void)socket;
    char *const arguments[] = {"true", NULL};
    execv("/bin/true", arguments);
}

static void make_process(int socket) {
    (void)socket;
    if (fork() == 0)
        _exit(0);
}

/* Refused but not fatal: reading goes on. */
static void read_file(int socket) {
    if (open("/etc/hostname", O_RDONLY) >= 0)
        crash(socket);
}

static const struct {
    const char *name;
    void (*misbehave)(int socket);
} faults[] = {
    {"fault-crash", crash},
    {"fault-hang", hang},
    {"fault-spin", spin},
    {"fault-memory", eat},
    {"fault-nonsense", send_garbage},
    {"fault-flood", flood},
    {"fault-lie", send_false_report},
    {"fault-socket", call_out},
    {"fault-write", write_file},
    {"fault-execve", run_program},
    {"fault-fork", make_process},
    {"fault-read", read_file},
    {"fault-kill", be_killed},
};

void inject_fault(int socket, const char *path) {
    static unsigned files;
    const char *asked = getenv("CHITIEU_INJECT");
    files++;
    if (!asked)
        return;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        if (strstr(path, faults[i].name))
            faults[i].misbehave(socket);
    /* Fails in a worker that has read another file before. */
    if (strstr(path, "fault-tired") && files > 1)
        crash(socket);
}
