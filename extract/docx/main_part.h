/* main_part: which part of a package is the document.
 *
 * Source: ECMA-376-1 §11.3.10 (main document part).
 */
#ifndef CHITIEU_EXTRACT_DOCX_MAIN_PART_H
#define CHITIEU_EXTRACT_DOCX_MAIN_PART_H

#include "extract/package/opc.h"

/* The main part: the one that the package names, else the first part of the right type; `*bits` is
 * how many were checked. NULL when there is none. */
const char *docx_main_part(struct package *package, unsigned *bits);

#endif
