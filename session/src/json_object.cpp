#include "json_object.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "text_rules.hpp"

namespace palpate::session {

using Json = nlohmann::json;

JsonObject::JsonObject(const Json& object, std::string path, std::string& error,
                       std::initializer_list<std::string_view> keys)
    : object_{object}, path_{std::move(path)}, error_{error}
{
    if (!object.is_object()) {
        complain(path_.empty() ? "the document" : path_.substr(0, path_.size() - 1), "must be an object");
        return;
    }
    for (const auto& item : object.items()) {
        if (std::find(keys.begin(), keys.end(), item.key()) == keys.end()) {
            complain(path_ + item.key(), fmt::format("is not a key here; use {}", fmt::join(keys, ", ")));
        }
    }
}

std::string JsonObject::text(const char* key) const
{
    const Json* value = find(key);
    return value == nullptr ? std::string{} : textAt(*value, path_ + key);
}

double JsonObject::number(const char* key) const
{
    const Json* value = find(key);
    if (value != nullptr && !value->is_number()) {
        complain(path_ + key, "must be a number");
    }
    return value != nullptr && value->is_number() ? value->get<double>() : 0.0;
}

int JsonObject::integer(const char* key) const
{
    const double value = number(key);
    if (value != std::round(value) || std::abs(value) > std::numeric_limits<int>::max()) {
        complain(path_ + key, "must be a whole number");
        return 0;
    }
    return static_cast<int>(value);
}

bool JsonObject::boolean(const char* key) const
{
    const Json* value = find(key);
    if (value != nullptr && !value->is_boolean()) {
        complain(path_ + key, "must be true or false");
    }
    return value != nullptr && value->is_boolean() && value->get<bool>();
}

std::vector<std::string> JsonObject::texts(const char* key) const
{
    std::vector<std::string> all;
    for (const Json& element : list(key)) {
        all.push_back(textAt(element, elementPath(key, all.size())));
    }
    return all;
}

std::optional<double> JsonObject::numberIfThere(const char* key) const
{
    return has(key) ? std::optional{number(key)} : std::nullopt;
}

std::vector<MatPoint> JsonObject::points(const char* key) const
{
    std::vector<MatPoint> all;
    for (const Json& element : list(key)) {
        if (!element.is_array() || element.size() != 2 || !element[0].is_number() ||
            !element[1].is_number()) {
            complain(elementPath(key, all.size()), "must be two numbers [x, y] in mm");
            return {};
        }
        all.push_back({.x_mm = element[0].get<double>(), .y_mm = element[1].get<double>()});
    }
    return all;
}

Band JsonObject::band(const char* min_key, const char* max_key) const
{
    return {.min = numberIfThere(min_key), .max = numberIfThere(max_key)};
}

const Json& JsonObject::child(const char* key) const
{
    static const Json nothing = Json::object();
    const Json* value = find(key);
    return value == nullptr ? nothing : *value;
}

const Json& JsonObject::list(const char* key) const
{
    static const Json nothing = Json::array();
    const Json* value = find(key);
    if (value != nullptr && !value->is_array()) {
        complain(path_ + key, "must be a list");
    }
    return value != nullptr && value->is_array() ? *value : nothing;
}

void JsonObject::complain(std::string_view key_path, std::string_view problem) const
{
    if (error_.empty()) {
        error_ = fmt::format("\"{}\" {}", key_path, problem);
    }
}

const Json* JsonObject::find(const char* key) const
{
    if (!has(key)) {
        complain(path_ + key, "is missing");
        return nullptr;
    }
    return &object_[key];
}

std::string JsonObject::textAt(const Json& value, const std::string& key_path) const
{
    if (!value.is_string()) {
        complain(key_path, "must be a text");
        return {};
    }
    const auto& text = value.get_ref<const std::string&>();
    if (!checkText(key_path, text)) {
        complain(key_path, fmt::format("must be a text without NUL, of at most {} bytes", kMaxTextBytes));
        return {};
    }
    return text;
}

}  // namespace palpate::session
