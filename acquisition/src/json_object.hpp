#pragma once

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace palpate::acquisition {

/// Takes typed values out of one JSON object and remembers the first thing that is wrong, with its key. After
/// an error every value is a default, so that a reader takes all it needs and asks once.
class JsonObject {
  public:
    /// `object` outlives this. `path` stands before the keys in messages: "" or "calibration.".
    JsonObject(const nlohmann::json& object, std::string path, std::string& error)
        : object_{object}, path_{std::move(path)}, error_{error}
    {
        if (!object.is_object()) {
            complain(path_.empty() ? "the document" : path_.substr(0, path_.size() - 1), "must be an object");
        }
    }

    /// Complains about a key that is none of `keys`.
    void allowOnly(std::initializer_list<std::string_view> keys) const
    {
        if (!object_.is_object()) {
            return;
        }
        for (const auto& item : object_.items()) {
            if (std::find(keys.begin(), keys.end(), item.key()) == keys.end()) {
                complain(path_ + item.key(), "is not a key of a mat profile");
            }
        }
    }

    [[nodiscard]] bool has(const char* key) const { return object_.is_object() && object_.contains(key); }

    [[nodiscard]] std::string text(const char* key) const
    {
        const auto* value = find(key);
        if (value != nullptr && value->is_string() && !value->get_ref<const std::string&>().empty()) {
            return value->get<std::string>();
        }
        complainIf(value, key, "must be a text that is not empty");
        return {};
    }

    [[nodiscard]] double number(const char* key) const
    {
        const auto* value = find(key);
        if (value != nullptr && value->is_number()) {
            return value->get<double>();
        }
        complainIf(value, key, "must be a number");
        return 0.0;
    }

    [[nodiscard]] int integer(const char* key) const
    {
        const auto* value = find(key);
        const auto whole = value == nullptr ? std::nullopt : asInt(*value);
        if (!whole) {
            complainIf(value, key, "must be a whole number");
        }
        return whole.value_or(0);
    }

    [[nodiscard]] bool boolean(const char* key) const
    {
        const auto* value = find(key);
        if (value != nullptr && value->is_boolean()) {
            return value->get<bool>();
        }
        complainIf(value, key, "must be true or false");
        return false;
    }

    [[nodiscard]] std::vector<int> integers(const char* key) const
    {
        std::vector<int> numbers;
        for (const auto& element : array(key)) {
            const auto whole = asInt(element);
            if (!whole) {
                complain(path_ + key, "must be a list of whole numbers");
                return {};
            }
            numbers.push_back(*whole);
        }
        return numbers;
    }

    [[nodiscard]] std::vector<double> numbers(const char* key) const
    {
        std::vector<double> numbers;
        for (const auto& element : array(key)) {
            if (!element.is_number()) {
                complain(path_ + key, "must be a list of numbers");
                return {};
            }
            numbers.push_back(element.get<double>());
        }
        return numbers;
    }

    /// The value of a key that must be there; null after a complaint.
    [[nodiscard]] const nlohmann::json& child(const char* key) const
    {
        static const nlohmann::json nothing = nlohmann::json::object();
        const auto* value = find(key);
        return value == nullptr ? nothing : *value;
    }

    [[nodiscard]] const nlohmann::json& array(const char* key) const
    {
        static const nlohmann::json nothing = nlohmann::json::array();
        const auto* value = find(key);
        if (value != nullptr && value->is_array()) {
            return *value;
        }
        complainIf(value, key, "must be a list");
        return nothing;
    }

    void complain(std::string_view what, std::string_view problem) const
    {
        if (error_.empty()) {
            error_ = fmt::format("\"{}\" {}", what, problem);
        }
    }
    void complainAbout(const char* key, std::string_view problem) const { complain(path_ + key, problem); }

    [[nodiscard]] static std::optional<int> asInt(const nlohmann::json& value)
    {
        if (!value.is_number_integer()) {
            return std::nullopt;
        }
        const double number = value.get<double>();
        if (std::abs(number) > static_cast<double>(std::numeric_limits<int>::max())) {
            return std::nullopt;
        }
        return value.get<int>();
    }

  private:
    [[nodiscard]] const nlohmann::json* find(const char* key) const
    {
        if (!has(key)) {
            complain(path_ + key, "is missing");
            return nullptr;
        }
        return &object_[key];
    }
    void complainIf(const nlohmann::json* value, const char* key, std::string_view problem) const
    {
        if (value != nullptr) {
            complain(path_ + key, problem);
        }
    }

    const nlohmann::json& object_;
    std::string path_;
    std::string& error_;
};

}  // namespace palpate::acquisition
