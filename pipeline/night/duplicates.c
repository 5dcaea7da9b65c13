#include "pipeline/night/duplicates.h"
#include "pipeline/limits.h"

#include <stdlib.h>
#include <string.h>

enum { CAPACITY_LEAST = 1024 };

struct duplicates_entry {
    const char *sha256; /* NULL: the entry is free */
    const char *name;   /* NULL: forgotten */
};

/* The first digits are the place: a SHA-256 is random enough. */
static size_t place_of(const struct duplicates *duplicates, const char *sha256) {
    char digits[16] = {0};
    strncpy(digits, sha256, sizeof digits - 1);
    size_t place = (size_t)strtoull(digits, NULL, 16) & (duplicates->capacity - 1);
    while (duplicates->entries[place].sha256 &&
           strcmp(duplicates->entries[place].sha256, sha256) != 0)
        place = (place + 1) & (duplicates->capacity - 1);
    return place;
}

static bool grow(struct duplicates *duplicates) {
    struct duplicates old = *duplicates;
    size_t capacity = old.capacity ? old.capacity * 2 : CAPACITY_LEAST;
    struct duplicates_entry *entries = calloc(capacity, sizeof *entries);
    if (!entries)
        return false;
    duplicates->entries = entries;
    duplicates->capacity = capacity;
    for (size_t i = 0; i < old.capacity; i++)
        if (old.entries[i].sha256)
            entries[place_of(duplicates, old.entries[i].sha256)] = old.entries[i];
    free(old.entries);
    return true;
}

const char *duplicates_first_name(struct duplicates *duplicates, const char *sha256,
                                  const char *name) {
    if (!duplicates->arena)
        duplicates->arena = arena_new(DUPLICATES_BYTES_MAX);
    if (!duplicates->arena || (duplicates->count * 2 >= duplicates->capacity && !grow(duplicates)))
        return NULL;
    struct duplicates_entry *entry = &duplicates->entries[place_of(duplicates, sha256)];
    if (entry->sha256 && entry->name)
        return entry->name;
    const char *hash = entry->sha256 ? entry->sha256 : arena_strdup(duplicates->arena, sha256);
    const char *copy = arena_strdup(duplicates->arena, name);
    if (!hash || !copy)
        return NULL;
    duplicates->count += !entry->sha256;
    *entry = (struct duplicates_entry){.sha256 = hash, .name = copy};
    return NULL;
}

void duplicates_forget(struct duplicates *duplicates, const char *sha256) {
    if (duplicates->capacity > 0)
        duplicates->entries[place_of(duplicates, sha256)].name = NULL;
}

void duplicates_free(struct duplicates *duplicates) {
    arena_free(duplicates->arena);
    free(duplicates->entries);
    *duplicates = (struct duplicates){.arena = NULL};
}
