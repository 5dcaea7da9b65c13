#include "extract/doc/broken_field.h"

struct open_field {
    uint32_t cp;
    bool result;
};

struct search {
    struct arena *arena;
    struct open_field *open;
    size_t count, capacity;
    struct broken_fields *broken;
};

static void open_field(struct search *search, uint32_t cp) {
    struct open_field *open = arena_grow(search->arena, search->open, search->count,
                                         &search->capacity, sizeof *search->open);
    if (!open)
        return;
    search->open = open;
    open[search->count++] = (struct open_field){.cp = cp};
}

static void add_broken(struct search *search, uint32_t cp) {
    struct broken_fields *broken = search->broken;
    uint32_t *cps = arena_grow(search->arena, broken->cps, broken->count, &broken->capacity,
                               sizeof *broken->cps);
    if (!cps)
        return;
    broken->cps = cps;
    cps[broken->count++] = cp;
}

/* What is open without result here never gets one; a result may go on behind a cell. */
static void end_instructions(struct search *search) {
    size_t kept = 0;
    for (size_t i = 0; i < search->count; i++)
        if (search->open[i].result)
            search->open[kept++] = search->open[i];
        else
            add_broken(search, search->open[i].cp);
    search->count = kept;
}

static void read_mark(struct search *search, unsigned unit, uint32_t cp) {
    struct open_field *innermost = search->count ? &search->open[search->count - 1] : NULL;
    if (unit == MARK_FIELD)
        open_field(search, cp);
    else if (unit == MARK_FIELD_RESULT && innermost)
        innermost->result = true;
    else if (unit == MARK_FIELD_END && innermost)
        search->count--;
    else if (unit == MARK_CELL && innermost && !innermost->result)
        end_instructions(search);
}

void broken_fields_find(struct broken_fields *broken, const struct doc_file *file, uint32_t first,
                        uint32_t end, struct arena *arena) {
    struct search search = {.arena = arena, .broken = broken};
    *broken = (struct broken_fields){.count = 0};
    for (size_t i = 0; i < file->piece_count && !arena_failed(arena); i++) {
        const struct piece *piece = &file->pieces[i];
        uint32_t cp = piece->first > first ? piece->first : first, fc;
        for (; cp < piece->end && cp < end; cp++)
            read_mark(&search, piece_unit(file, piece, cp, &fc), cp);
    }
    end_instructions(&search);
}

bool broken_fields_have(struct broken_fields *broken, uint32_t cp) {
    while (broken->next < broken->count && broken->cps[broken->next] < cp)
        broken->next++;
    return broken->next < broken->count && broken->cps[broken->next] == cp;
}
