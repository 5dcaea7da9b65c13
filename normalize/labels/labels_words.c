#include "normalize/labels/labels_inside.h"

#include <string.h>

uint64_t labels_hash(uint64_t hash, const char *text) {
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * 0x100000001B3u;
    return hash;
}

int *labels_slot(const struct labels *labels, const char *text) {
    size_t mask = labels->slot_count - 1;
    size_t slot = (size_t)labels_hash(LABELS_HASH_START, text) & mask;
    while (labels->slots[slot] >= 0 && strcmp(labels->words[labels->slots[slot]].text, text) != 0)
        slot = (slot + 1) & mask;
    return &labels->slots[slot];
}

int labels_word_id(const struct labels *labels, const char *text) {
    return *labels_slot(labels, text);
}
