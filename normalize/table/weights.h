/* weights: every number that decides which table, column, row or label is taken, each a constant
 * of its own name.
 *
 * The numbers, their units, where each comes from and how far it may move are in weights.def;
 * tests/unit/normalize/table/cases holds a small table for each, and `make mutate` shows that
 * none can go. Sizes of arrays (LABEL_WORDS_MAX, COLUMNS_MAX) are no weights and stay with theirs.
 */
#ifndef CHITIEU_NORMALIZE_TABLE_WEIGHTS_H
#define CHITIEU_NORMALIZE_TABLE_WEIGHTS_H

#include <stddef.h>
#include <stdint.h>

#define WEIGHT(type, name, value, unit, low, high, reason) static const type name = value;
#include "normalize/table/weights.def"
#undef WEIGHT

#endif
