#include "core/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Small enough that a small report costs one chunk, large enough that a big one costs few. */
#define CHUNK_BYTES ((size_t)64 * 1024)

struct chunk {
    struct chunk *next;
    size_t size;
    size_t used;
    max_align_t data[];
};

enum arena_state { FINE, AT_LIMIT, NO_MEMORY };

struct arena {
    struct chunk *chunks;
    size_t limit;
    const char *flag; /* that sets the limit, or NULL */
    size_t used;
    enum arena_state state;
};

struct arena *arena_new_under(size_t limit, const char *flag) {
    struct arena *arena = calloc(1, sizeof *arena);
    if (arena)
        *arena = (struct arena){.limit = limit, .flag = flag};
    return arena;
}

struct arena *arena_new(size_t limit) {
    return arena_new_under(limit, NULL);
}

static void free_chunks(struct chunk *chunk) {
    while (chunk) {
        struct chunk *next = chunk->next;
        free(chunk);
        chunk = next;
    }
}

void arena_free(struct arena *arena) {
    if (!arena)
        return;
    free_chunks(arena->chunks);
    free(arena);
}

void arena_reset(struct arena *arena) {
    struct chunk *keep = arena->chunks;
    if (keep) {
        free_chunks(keep->next);
        keep->next = NULL;
        memset(keep->data, 0, keep->used);
        keep->used = 0;
    }
    arena->used = 0;
    arena->state = FINE;
}

static struct chunk *chunk_new(size_t need) {
    size_t size = need > CHUNK_BYTES ? need : CHUNK_BYTES;
    struct chunk *chunk = calloc(1, sizeof *chunk + size);
    if (chunk)
        chunk->size = size;
    return chunk;
}

/* The first cause is the one that is reported. */
static void *fail(struct arena *arena, enum arena_state state) {
    if (arena->state == FINE)
        arena->state = state;
    return NULL;
}

void *arena_alloc(struct arena *arena, size_t size) {
    const size_t align = _Alignof(max_align_t);
    if (arena->state != FINE || size > SIZE_MAX - align)
        return fail(arena, AT_LIMIT);
    size_t need = (size + align - 1) / align * align;
    if (need == 0)
        need = align;
    if (need > arena->limit - arena->used)
        return fail(arena, AT_LIMIT);
    struct chunk *chunk = arena->chunks;
    if (!chunk || chunk->size - chunk->used < need) {
        struct chunk *fresh = chunk_new(need);
        if (!fresh)
            return fail(arena, NO_MEMORY);
        /* A chunk made for one large block goes behind the one that still has room. */
        if (chunk && need > CHUNK_BYTES) {
            fresh->next = chunk->next;
            chunk->next = fresh;
        } else {
            fresh->next = chunk;
            arena->chunks = fresh;
        }
        chunk = fresh;
    }
    void *place = (unsigned char *)chunk->data + chunk->used;
    chunk->used += need;
    arena->used += need;
    return place;
}

void *arena_array(struct arena *arena, size_t count, size_t size) {
    if (size && count > SIZE_MAX / size)
        return fail(arena, AT_LIMIT);
    return arena_alloc(arena, count * size);
}

void *arena_grow(struct arena *arena, void *array, size_t count, size_t *capacity, size_t size) {
    if (array && count < *capacity)
        return array;
    size_t wanted = count < 8 ? 16 : count * 2;
    void *fresh = arena_array(arena, wanted, size);
    if (!fresh)
        return NULL;
    if (array)
        memcpy(fresh, array, count * size);
    *capacity = wanted;
    return fresh;
}

char *arena_strndup(struct arena *arena, const char *text, size_t length) {
    char *copy = arena_alloc(arena, length + 1);
    if (copy)
        memcpy(copy, text, length);
    return copy;
}

char *arena_strdup(struct arena *arena, const char *text) {
    return text ? arena_strndup(arena, text, strlen(text)) : NULL;
}

char *arena_printf(struct arena *arena, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = length < 0 ? NULL : arena_alloc(arena, (size_t)length + 1);
    if (text)
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

bool arena_failed(const struct arena *arena) {
    return arena->state != FINE;
}

void arena_fail_as(struct arena *arena, const struct arena *part) {
    if (part && part->state == FINE)
        return;
    fail(arena, part ? part->state : NO_MEMORY);
}

bool arena_error(const struct arena *arena, struct error *error, const char *place) {
    if (!arena || arena->state != AT_LIMIT)
        return error_no_memory(error, place);
    bool named = arena->flag != NULL;
    return error_set(error, CODE_LIMIT_MEMORY, place,
                     "This needs more than %zu bytes of memory%s%s%s.", arena->limit,
                     named ? " (" : "", named ? arena->flag : "", named ? ")" : "");
}
