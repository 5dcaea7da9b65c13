#include "core/crash.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <sysexits.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif

static const int deaths[] = {SIGSEGV, SIGBUS, SIGABRT, SIGTRAP, SIGFPE, SIGILL};

/* Only calls that a signal handler may make. The default action stands again here (SA_RESETHAND),
 * so that raising it anew is the end. */
static void end(int signal) {
    static const char words[] = "chitieu: The system has no memory left; try again when it has.\n";
    if (errno == ENOMEM) {
        (void)!write(STDERR_FILENO, words, sizeof words - 1);
        _exit(EX_TEMPFAIL);
    }
    raise(signal);
}

void crash_watch_memory(void) {
    struct sigaction action = {.sa_handler = end, .sa_flags = (int)(SA_RESETHAND | SA_NODEFER)};
    sigemptyset(&action.sa_mask);
#ifdef SANITIZED
    return;
#endif
    for (size_t i = 0; i < sizeof deaths / sizeof *deaths; i++)
        sigaction(deaths[i], &action, NULL);
}
