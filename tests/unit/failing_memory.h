/* failing_memory: the C library's allocations, of which one can be made to fail.
 *
 * A program that includes this counts what it allocates between memory_count() and memory_stop(),
 * and memory_fail(n) makes the n-th of them fail as on a system without memory. Libraries are
 * counted, too, since the functions below take the C library's place. A sanitizer has taken that
 * place already: there only the project's own allocations are counted, by the linker's --wrap
 * (Makefile).
 */
#ifndef CHITIEU_TESTS_FAILING_MEMORY_H
#define CHITIEU_TESTS_FAILING_MEMORY_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

#if defined(__SANITIZE_ADDRESS__)
#define MEMORY_OURS(name) __wrap_##name
#define MEMORY_REAL(name) __real_##name
#else
#define MEMORY_OURS(name) name
#define MEMORY_REAL(name) __libc_##name
#endif

void *MEMORY_REAL(malloc)(size_t size);
void *MEMORY_REAL(calloc)(size_t count, size_t size);
void *MEMORY_REAL(realloc)(void *old, size_t size);
void *MEMORY_OURS(malloc)(size_t size);
void *MEMORY_OURS(calloc)(size_t count, size_t size);
void *MEMORY_OURS(realloc)(void *old, size_t size);

static struct {
    bool counts;
    size_t seen, failing; /* 0: none fails */
} memory;

static inline void memory_fail(size_t failing) {
    memory.seen = 0;
    memory.failing = failing;
    memory.counts = true;
}

static inline void memory_count(void) {
    memory_fail(0);
}

/* How many allocations there were. */
static inline size_t memory_stop(void) {
    memory.counts = false;
    return memory.seen;
}

static bool memory_fails(void) {
    bool fails = memory.counts && ++memory.seen == memory.failing;
    if (fails)
        errno = ENOMEM;
    return fails;
}

void *MEMORY_OURS(malloc)(size_t size) {
    return memory_fails() ? NULL : MEMORY_REAL(malloc)(size);
}

void *MEMORY_OURS(calloc)(size_t count, size_t size) {
    return memory_fails() ? NULL : MEMORY_REAL(calloc)(count, size);
}

void *MEMORY_OURS(realloc)(void *old, size_t size) {
    return memory_fails() ? NULL : MEMORY_REAL(realloc)(old, size);
}

#endif
