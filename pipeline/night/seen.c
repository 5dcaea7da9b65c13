#include "pipeline/night/seen.h"
#include "pipeline/limits.h"

#include <stdlib.h>
#include <string.h>

enum { CAPACITY_LEAST = 1024 };

struct seen_entry {
    const char *sha256; /* NULL: free */
    const char *name;   /* NULL: forgotten */
};

/* Hashes are as good as random already: their first digits are the place. */
static size_t place_of(const struct seen *seen, const char *sha256) {
    char digits[16] = {0};
    strncpy(digits, sha256, sizeof digits - 1);
    size_t place = (size_t)strtoull(digits, NULL, 16) & (seen->capacity - 1);
    while (seen->entries[place].sha256 && strcmp(seen->entries[place].sha256, sha256) != 0)
        place = (place + 1) & (seen->capacity - 1);
    return place;
}

static bool grow(struct seen *seen) {
    struct seen old = *seen;
    size_t capacity = old.capacity ? old.capacity * 2 : CAPACITY_LEAST;
    struct seen_entry *entries = calloc(capacity, sizeof *entries);
    if (!entries)
        return false;
    seen->entries = entries;
    seen->capacity = capacity;
    for (size_t i = 0; i < old.capacity; i++)
        if (old.entries[i].sha256)
            entries[place_of(seen, old.entries[i].sha256)] = old.entries[i];
    free(old.entries);
    return true;
}

const char *seen_first(struct seen *seen, const char *sha256, const char *name) {
    if (!seen->arena)
        seen->arena = arena_new(SEEN_BYTES_MAX);
    if (!seen->arena || (seen->count * 2 >= seen->capacity && !grow(seen)))
        return NULL;
    struct seen_entry *entry = &seen->entries[place_of(seen, sha256)];
    if (entry->sha256 && entry->name)
        return entry->name;
    const char *hash = entry->sha256 ? entry->sha256 : arena_strdup(seen->arena, sha256);
    const char *copy = arena_strdup(seen->arena, name);
    if (!hash || !copy)
        return NULL;
    seen->count += !entry->sha256;
    *entry = (struct seen_entry){.sha256 = hash, .name = copy};
    return NULL;
}

void seen_forget(struct seen *seen, const char *sha256) {
    if (seen->capacity > 0)
        seen->entries[place_of(seen, sha256)].name = NULL;
}

void seen_free(struct seen *seen) {
    arena_free(seen->arena);
    free(seen->entries);
    *seen = (struct seen){.arena = NULL};
}
