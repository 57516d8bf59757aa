#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace palpate::session {

static_assert(std::endian::native == std::endian::little,
              "journal and session files are little-endian and written from memory");

/// Appends numbers as they lie in a little-endian file.
class ByteWriter final {
  public:
    explicit ByteWriter(std::vector<std::uint8_t>& bytes) : bytes_(bytes) {}

    template <typename T>
    void put(T value)
    {
        static_assert(std::is_arithmetic_v<T>);
        putBytes(&value, sizeof(T));
    }

    void putBytes(const void* data, std::size_t size)
    {
        if (size > 0) {
            const std::size_t old_size = bytes_.size();
            bytes_.resize(old_size + size);
            std::memcpy(bytes_.data() + old_size, data, size);
        }
    }

    void putText(std::string_view text) { putBytes(text.data(), text.size()); }

  private:
    std::vector<std::uint8_t>& bytes_;
};

/// Reads what ByteWriter wrote. Reading past the end gives zeros and makes ok() false.
class ByteReader final {
  public:
    explicit ByteReader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

    template <typename T>
    T get()
    {
        static_assert(std::is_arithmetic_v<T>);
        T value{};
        getBytes(&value, sizeof(T));
        return value;
    }

    void getBytes(void* target, std::size_t size)
    {
        if (size > bytes_.size()) {
            ok_ = false;
            return;
        }
        if (size > 0) {
            std::memcpy(target, bytes_.data(), size);
            bytes_ = bytes_.subspan(size);
        }
    }

    [[nodiscard]] std::string rest()
    {
        std::string text(bytes_.begin(), bytes_.end());
        bytes_ = {};
        return text;
    }

    [[nodiscard]] std::size_t remaining() const { return bytes_.size(); }
    [[nodiscard]] bool ok() const { return ok_; }

  private:
    std::span<const std::uint8_t> bytes_;
    bool ok_ = true;
};

}  // namespace palpate::session
