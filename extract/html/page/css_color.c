#include "extract/html/page/css_color.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { WORD_BYTES = 64 }; /* longer ones are no colour and no size */

/* In small letters, without blanks at its ends and "!important"; "" when it is too long. */
struct word {
    char text[WORD_BYTES];
};

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static struct word word_of(const char *at, const char *end) {
    struct word word = {""};
    const char *remark = at < end ? memchr(at, '!', (size_t)(end - at)) : NULL;
    end = remark ? remark : end;
    while (at < end && is_space(*at))
        at++;
    while (end > at && is_space(end[-1]))
        end--;
    size_t length = (size_t)(end - at);
    if (length >= WORD_BYTES)
        return word;
    for (size_t i = 0; i < length; i++)
        word.text[i] = at[i] >= 'A' && at[i] <= 'Z' ? (char)(at[i] - 'A' + 'a') : at[i];
    word.text[length] = '\0';
    return word;
}

/* ---- colours ---- */

static const struct named_color {
    const char *name;
    color color;
} color_names[] = {
#define COLOR_NAME(name, rgb) {name, COLOR_RGB | (rgb)},
#include "extract/html/page/color_names.def"
#undef COLOR_NAME
};

/* Colours of the system: what they are is the reader's choice, and black on white unless it is
 * changed. */
static const struct named_color system_colors[] = {
    {"auto", COLOR_AUTO},       {"buttontext", COLOR_AUTO},   {"canvas", COLOR_WHITE},
    {"canvastext", COLOR_AUTO}, {"transparent", COLOR_CLEAR}, {"window", COLOR_WHITE},
    {"windowtext", COLOR_AUTO}};

static int compare_name(const void *name, const void *named) {
    return strcmp(name, ((const struct named_color *)named)->name);
}

static color color_of_name(const char *name) {
    const struct named_color *found =
        bsearch(name, color_names, sizeof color_names / sizeof *color_names, sizeof *color_names,
                compare_name);
    for (size_t i = 0; !found && i < sizeof system_colors / sizeof *system_colors; i++)
        if (strcmp(system_colors[i].name, name) == 0)
            found = &system_colors[i];
    return found ? found->color : COLOR_UNSET;
}

/* What shows through in part has a colour that is not known, unless it is next to all or nothing.
 */
static color with_alpha(color c, double alpha) {
    static const double least = 0.05, most = 0.95;
    if (alpha < least)
        return COLOR_CLEAR;
    return alpha > most ? c : COLOR_UNKNOWN;
}

/* #rgb, #rgba, #rrggbb, #rrggbbaa */
static color color_of_digits(const char *digits) {
    char full[9] = "";
    size_t length = strlen(digits);
    bool is_short = length == 3 || length == 4;
    if (!is_short && length != 6 && length != 8)
        return COLOR_UNSET;
    for (size_t i = 0; i < length * (is_short ? 2 : 1); i++)
        full[i] = digits[is_short ? i / 2 : i];
    double alpha = full[6] ? (double)strtoul(full + 6, NULL, 16) / 0xFF : 1;
    full[6] = '\0';
    color c = color_of_hex(full);
    return c == COLOR_UNSET ? c : with_alpha(c, alpha);
}

/* The numbers of a function, "%" and units passed over; returns how many there are. */
static size_t read_numbers(const char *at, double numbers[4], bool percent[4]) {
    size_t count = 0;
    while (*at && *at != ')' && count < 4) {
        char *end;
        double number = strtod(at, &end);
        if (end == at) {
            at++;
            continue;
        }
        percent[count] = *end == '%';
        numbers[count++] = number;
        at = end;
    }
    return count;
}

static unsigned part_of(double value) {
    return value <= 0 ? 0 : value >= 255 ? 255 : (unsigned)lround(value);
}

static color color_of_hue(double hue, double saturation, double lightness) {
    double parts[3], spread = saturation * fmin(lightness, 1 - lightness);
    static const double offsets[] = {0, 8, 4};
    for (size_t i = 0; i < 3; i++) {
        double k = fmod(offsets[i] + hue / 30, 12);
        k = k < 0 ? k + 12 : k;
        parts[i] = 255 * (lightness - spread * fmax(-1, fmin(1, fmin(k - 3, 9 - k))));
    }
    return color_of_parts(part_of(parts[0]), part_of(parts[1]), part_of(parts[2]));
}

/* rgb(), rgba(), hsl(), hsla() */
static color color_of_function(const char *text) {
    double n[4];
    bool percent[4];
    const char *open = strchr(text, '(');
    size_t count = open ? read_numbers(open + 1, n, percent) : 0;
    if (count < 3)
        return COLOR_UNSET;
    double alpha = count < 4 ? 1 : percent[3] ? n[3] / 100 : n[3];
    if (strncmp(text, "hsl", 3) == 0)
        return with_alpha(color_of_hue(n[0], n[1] / 100, n[2] / 100), alpha);
    if (strncmp(text, "rgb", 3) != 0)
        return COLOR_UNSET;
    for (size_t i = 0; i < 3; i++)
        n[i] = percent[i] ? n[i] * 2.55 : n[i];
    return with_alpha(color_of_parts(part_of(n[0]), part_of(n[1]), part_of(n[2])), alpha);
}

color css_color(const char *at, const char *end) {
    struct word word = word_of(at, end);
    if (word.text[0] == '#')
        return color_of_digits(word.text + 1);
    if (strchr(word.text, '('))
        return color_of_function(word.text);
    color named = color_of_name(word.text);
    return named == COLOR_UNSET ? color_of_hex(word.text) : named;
}

static bool has(const char *at, const char *end, const char *word) {
    size_t length = strlen(word);
    for (; (size_t)(end - at) >= length; at++)
        if (strncasecmp(at, word, length) == 0)
            return true;
    return false;
}

color css_background(const char *at, const char *end) {
    if (has(at, end, "url(") || has(at, end, "gradient("))
        return COLOR_UNKNOWN;
    while (at < end) {
        const char *stop = at;
        for (unsigned deep = 0; stop < end && (deep || !is_space(*stop)); stop++)
            deep += *stop == '(' ? 1u : *stop == ')' && deep ? -1u : 0u;
        color c = css_color(at, stop);
        if (c != COLOR_UNSET)
            return c == COLOR_CLEAR ? COLOR_AUTO : c;
        at = stop < end ? stop + 1 : end;
    }
    return COLOR_UNSET;
}

/* ---- sizes ---- */

enum { USUAL_POINTS = 12 };

struct css_size css_size(const char *at, const char *end) {
    static const struct {
        const char *unit;
        double points, relative; /* of one */
    } units[] = {{"", 0.75, 0},         {"px", 0.75, 0}, {"pt", 1, 0},
                 {"pc", 12, 0},         {"in", 72, 0},   {"cm", 72 / 2.54, 0},
                 {"mm", 7.2 / 2.54, 0}, {"em", 0, 1},    {"%", 0, 0.01},
                 {"ex", 0, 0.5},        {"ch", 0, 0.5},  {"rem", USUAL_POINTS, 0}};
    struct word word = word_of(at, end);
    char *behind;
    double number = strtod(word.text, &behind);
    if (behind == word.text || !(number >= 0))
        return (struct css_size){.set = false};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(units[i].unit, behind) == 0)
            return (struct css_size){.points = number * units[i].points,
                                     .relative = number * units[i].relative,
                                     .set = true};
    return (struct css_size){.set = false};
}

unsigned css_size_twips(struct css_size size, unsigned outer) {
    static const unsigned usual = USUAL_POINTS * TWIPS_OF_POINT;
    if (!size.set)
        return 0;
    if (size.relative > 0)
        return twips_of_points(size.relative * (outer ? outer : usual) / TWIPS_OF_POINT);
    return twips_of_points(size.points);
}
