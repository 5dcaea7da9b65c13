/* css_color: colours and sizes as CSS and old attributes of HTML write them.
 *
 * Nothing is allocated. Source: CSS Color 4 §4 to §7; CSS Fonts 4 §2.5 (font-size); HTML Standard
 * §2.3.6 (colours of attributes, which need no #).
 */
#ifndef CHITIEU_EXTRACT_HTML_PAGE_CSS_COLOR_H
#define CHITIEU_EXTRACT_HTML_PAGE_CSS_COLOR_H

#include "extract/text/visible.h"

/* The colour that the text from `at` to `end` is; COLOR_CLEAR for a transparent one, COLOR_AUTO for
 * the system's own, COLOR_UNSET for what is none. */
color css_color(const char *at, const char *end);

/* The colour of a `background`: the first of its words that is one; unknown with a picture. */
color css_background(const char *at, const char *end);

/* A size; relative ones are to that of the element around. */
struct css_size {
    double points;   /* 0 when `relative` */
    double relative; /* times the size around; 0: points are given */
    bool set;
};

struct css_size css_size(const char *at, const char *end);

/* In twips, the size around being `outer` (0: the usual one). 0 when it is not set. */
unsigned css_size_twips(struct css_size size, unsigned outer);

#endif
