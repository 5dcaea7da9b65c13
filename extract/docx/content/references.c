#include "extract/docx/content/references.h"

#include <stdlib.h>
#include <string.h>

void references_add(struct references *references, struct arena *arena, const char *id) {
    const char **ids =
        arena_grow(arena, references->ids, references->count, &references->capacity, sizeof *ids);
    const char *copy = arena_strdup(arena, id);
    if (!ids || !copy)
        return; /* the arena stays failed and is asked at the end */
    references->ids = ids;
    ids[references->count++] = copy;
}

static int compare_names(const void *left, const void *right) {
    const char *a = *(const char *const *)left, *b = *(const char *const *)right;
    size_t a_length = strlen(a), b_length = strlen(b);
    return a_length == b_length ? strcmp(a, b) : a_length < b_length ? -1 : 1;
}

void references_sort(struct references *references) {
    size_t kept = 0;
    if (!references->count)
        return;
    qsort(references->ids, references->count, sizeof *references->ids, compare_names);
    for (size_t i = 1; i < references->count; i++)
        if (strcmp(references->ids[kept], references->ids[i]) != 0)
            references->ids[++kept] = references->ids[i];
    references->count = kept + 1;
}

bool references_have(const struct references *references, const char *id) {
    return references->count &&
           bsearch(&id, references->ids, references->count, sizeof *references->ids, compare_names);
}
