#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "palpate/core/technique.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace palpate::session {

/// Takes typed values out of one JSON object and remembers the first thing that is wrong, with its key. After
/// an error every value is a default, so that a reader takes all it needs and asks once.
class JsonObject {
  public:
    /// `object` and `error` outlive this. `path` stands before the keys in messages: "" or "rules.". Every
    /// key that is none of `keys` is complained about.
    JsonObject(const nlohmann::json& object, std::string path, std::string& error,
               std::initializer_list<std::string_view> keys);

    [[nodiscard]] bool has(const char* key) const { return object_.is_object() && object_.contains(key); }

    [[nodiscard]] std::string text(const char* key) const;
    [[nodiscard]] double number(const char* key) const;
    [[nodiscard]] int integer(const char* key) const;
    [[nodiscard]] bool boolean(const char* key) const;
    [[nodiscard]] std::vector<std::string> texts(const char* key) const;
    [[nodiscard]] std::optional<double> numberIfThere(const char* key) const;
    /// A list of [x, y], mm.
    [[nodiscard]] std::vector<MatPoint> points(const char* key) const;
    /// Ends that are not there have no limit.
    [[nodiscard]] Band band(const char* min_key, const char* max_key) const;

    /// One of the values, by its toString().
    template <typename T>
    [[nodiscard]] T choice(const char* key, std::initializer_list<T> values) const
    {
        return chosen(path_ + key, text(key), values);
    }
    template <typename T>
    [[nodiscard]] std::vector<T> choices(const char* key, std::initializer_list<T> values) const
    {
        std::vector<T> all;
        for (const std::string& word : texts(key)) {
            all.push_back(chosen(elementPath(key, all.size()), word, values));
        }
        return all;
    }

    /// The value of a key that must be there; an empty object after a complaint.
    [[nodiscard]] const nlohmann::json& child(const char* key) const;
    [[nodiscard]] const nlohmann::json& list(const char* key) const;

    /// "zones[2]", below this object.
    [[nodiscard]] std::string elementPath(const char* key, std::size_t index) const
    {
        return fmt::format("{}{}[{}]", path_, key, index);
    }
    /// "rules.hold.", the path of an object below this one.
    [[nodiscard]] std::string childPath(const char* key) const { return fmt::format("{}{}.", path_, key); }

    void complain(std::string_view key_path, std::string_view problem) const;
    void complainAbout(const char* key, std::string_view problem) const { complain(path_ + key, problem); }

  private:
    [[nodiscard]] const nlohmann::json* find(const char* key) const;
    [[nodiscard]] std::string textAt(const nlohmann::json& value, const std::string& key_path) const;

    template <typename T>
    [[nodiscard]] T chosen(const std::string& key_path, std::string_view word,
                           std::initializer_list<T> values) const
    {
        std::string words;
        for (const T value : values) {
            if (toString(value) == word) {
                return value;
            }
            words += fmt::format("{}{}", words.empty() ? "" : ", ", toString(value));
        }
        complain(key_path, fmt::format("must be one of {}", words));
        return *values.begin();
    }

    const nlohmann::json& object_;
    std::string path_;
    std::string& error_;
};

}  // namespace palpate::session
