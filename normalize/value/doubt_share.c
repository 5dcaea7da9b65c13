#include "normalize/value/doubt_inside.h"

/* A percentage alone in its cell, without a sign. */
static bool is_bare_percent(const struct doubt_reading *r) {
    return r->row->kind == KIND_PERCENT && r->value.has_value && !r->value.has_fraction &&
           !r->value.signed_percent && r->value.value > 0;
}

/* Percentages that are judged together. */
struct group {
    size_t bare, below, over; /* all; those under and over 1 */
    bool doubted;             /* one is under review as a share already */
};

static void count_percent(struct group *group, const struct value_reading *reading) {
    group->bare++;
    group->below += reading->value < 1;
    group->over += reading->value > 1;
    group->doubted |= reading->value < 1 && reading->status == STATUS_REVIEW;
}

static bool may_be_shares(const struct group *group) {
    return group->doubted || (group->bare > 1 && group->below > 0 && group->over == 0);
}

/* The bare percentages under the same row of the form as `index`. */
static struct group group_siblings(const struct doubt_reading *readings, size_t count,
                                   size_t index) {
    struct group group = {0};
    for (size_t i = 0; i < count; i++)
        if (is_bare_percent(&readings[i]) && readings[i].row->parent == readings[index].row->parent)
            count_percent(&group, &readings[i].value);
    return group;
}

void doubt_shares(struct doubt_reading *readings, size_t count) {
    struct group all = {0};
    for (size_t i = 0; i < count; i++)
        if (is_bare_percent(&readings[i]))
            count_percent(&all, &readings[i].value);
    all.doubted = false; /* counts for its neighbours only */
    for (size_t i = 0; all.below > 0 && i < count; i++) {
        if (!is_bare_percent(&readings[i]) || readings[i].value.value > 1)
            continue;
        struct group near = group_siblings(readings, count, i);
        if (may_be_shares(&all) || may_be_shares(&near))
            hold_back(&readings[i].value,
                      "The percentages beside it may be shares of 1, and so may this one.");
    }
}
