/* weights as variables, so that measure.c can move them; stands before normalize/table/weights.h in
 * the search for headers. */
#ifndef CHITIEU_NORMALIZE_TABLE_WEIGHTS_H
#define CHITIEU_NORMALIZE_TABLE_WEIGHTS_H

#include <stddef.h>
#include <stdint.h>

#define WEIGHT(type, name, value, unit, low, high, reason) extern type name;
#include "normalize/table/weights.def"
#undef WEIGHT

#endif
