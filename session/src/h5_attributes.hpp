#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "palpate/core/error.hpp"

#include "h5_handle.hpp"

namespace palpate::session::h5 {

/// Writes the attributes of one object. After the first failure the rest does nothing; ask result() at the
/// end.
class AttributeWriter final {
  public:
    explicit AttributeWriter(hid_t object) : object_(object) {}

    /// Fixed length, null-padded, ASCII where possible, otherwise UTF-8.
    AttributeWriter& text(std::string_view name, std::string_view value);
    AttributeWriter& texts(std::string_view name, const std::vector<std::string_view>& values);
    template <typename T>
    AttributeWriter& number(std::string_view name, T value)
    {
        writeNumbers(name, numericType<T>(), &value, std::nullopt);
        return *this;
    }
    template <typename T>
    AttributeWriter& numbers(std::string_view name, const std::vector<T>& values)
    {
        writeNumbers(name, numericType<T>(), values.data(), values.size());
        return *this;
    }

    [[nodiscard]] const Result<void>& result() const { return result_; }

  private:
    void writeNumbers(std::string_view name, hid_t type, const void* values,
                      std::optional<std::size_t> count);
    void write(std::string_view name, const Handle& type, const Handle& space, const void* values);

    hid_t object_;
    Result<void> result_;
};

/// Reads attributes leniently: nothing where one is absent, of another kind, or longer than kMaxTextBytes.
[[nodiscard]] std::optional<std::string> readText(hid_t object, std::string_view name);
template <typename T>
[[nodiscard]] std::optional<T> readNumber(hid_t object, std::string_view name);

}  // namespace palpate::session::h5
