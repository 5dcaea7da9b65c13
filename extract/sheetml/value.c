#include "extract/sheetml/value.h"

#include "extract/sheet/parse_number.h"
#include "extract/sheet/iso_date.h"

#include <string.h>

struct showing {
    struct sheetml_data *data;
    const struct numfmt *format;
    bool date1904;
    struct page_value *value;
};

static bool show_text(struct showing *s) {
    numfmt_text(s->format, buffer_text(&s->data->text), &s->data->shown);
    return strcmp(buffer_text(&s->data->shown), buffer_text(&s->data->text)) == 0;
}

static bool show_serial(struct showing *s, double number) {
    s->value->type = VALUE_NUMBER;
    s->value->number = number;
    numfmt_number(s->format, number, s->date1904, &s->data->shown);
    return false;
}

static bool show_number(struct showing *s) {
    const struct buffer *text = &s->data->text;
    double number;
    if (!number_parse(buffer_text(text), text->length, &number))
        return show_text(s); /* what is no number is shown as it is */
    return show_serial(s, number);
}

static bool show_date(struct showing *s) {
    double serial;
    if (!iso_date_serial(buffer_text(&s->data->text), s->date1904, &serial))
        return show_text(s);
    return show_serial(s, serial);
}

static bool show_boolean(struct showing *s) {
    bool truth = strcmp(buffer_text(&s->data->text), "1") == 0;
    s->value->type = VALUE_BOOLEAN;
    s->value->number = truth;
    buffer_puts(&s->data->shown, truth ? "TRUE" : "FALSE");
    return false;
}

static bool show_error(struct showing *s) {
    s->value->type = VALUE_ERROR;
    s->value->error = buffer_text(&s->data->text);
    buffer_puts(&s->data->shown, buffer_text(&s->data->text));
    return true;
}

static const struct {
    const char *type;
    bool (*show)(struct showing *showing);
} types[] = {{"Boolean", show_boolean},
             {"DateTime", show_date},
             {"Error", show_error},
             {"Number", show_number}};

bool sheetml_data_show(struct sheetml_data *data, const struct sheetml_style *style, bool date1904,
                       struct page_value *value) {
    struct showing showing = {data, style->format, date1904, value};
    buffer_clear(&data->shown);
    for (size_t i = 0; data->type && i < sizeof types / sizeof *types; i++)
        if (strcmp(types[i].type, data->type) == 0)
            return types[i].show(&showing);
    return show_text(&showing);
}
