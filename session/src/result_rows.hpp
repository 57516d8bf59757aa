#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "palpate/core/assert.hpp"

#include "h5_attributes.hpp"
#include "h5_datasets.hpp"
#include "result_columns.hpp"
#include "session_layout.hpp"

#include <fmt/format.h>

namespace palpate::session {

/// Reads the rows of one table of results back: the other way of ColumnWriter. `Row` is what the columns
/// describe, `Target` what is read into. Does nothing after the first failure; ask rows() at the end.
template <typename Row, typename Target = Row>
class ResultRows final {
  public:
    /// The group `name` of `parent`; no rows where it is missing or empty.
    ResultRows(hid_t parent, std::string_view name, std::span<const ResultColumn<Row>> columns,
               std::optional<SetUp> setup)
        : name_{name}, columns_{columns}, setup_{setup}
    {
        if (!h5::exists(parent, name)) {
            return;
        }
        auto group = h5::openGroup(parent, name);
        if (group) {
            group_.emplace(std::move(*group));
        } else {
            result_ = fail(group.error());
        }
    }

    /// `get(target)` is the field that the column fills: a double, a number that may not exist, a rating, a
    /// count, yes or no, flags or one of an enumeration. What the set-up hides stays as it is.
    template <typename Get>
    ResultRows& read(std::string_view column, Get get)
    {
        using Field = std::remove_cvref_t<std::invoke_result_t<Get&, Target&>>;
        if constexpr (std::is_same_v<Field, double>) {
            fill<double>(column, [&](Target& row, double value) { std::invoke(get, row) = value; });
        } else if constexpr (std::is_same_v<Field, std::optional<double>>) {
            fill<double>(column, [&](Target& row, double value) {
                std::invoke(get, row) = std::isnan(value) ? std::nullopt : std::optional{value};
            });
        } else if constexpr (std::is_same_v<Field, std::optional<int>>) {
            fill<std::int8_t>(column, [&](Target& row, std::int8_t value) {
                std::invoke(get, row) = value == kNoRating ? std::nullopt : std::optional<int>{value};
            });
        } else if constexpr (std::is_same_v<Field, std::optional<bool>>) {
            fill<std::int8_t>(column, [&](Target& row, std::int8_t value) {
                std::invoke(get, row) = value == kNoRating ? std::nullopt : std::optional{value != 0};
            });
        } else if constexpr (std::is_same_v<Field, std::optional<Side>>) {
            const std::size_t words = std::get<WordOf<Row>>(columnOf(column).value).words.size();
            fill<std::uint8_t>(column, [&](Target& row, std::uint8_t value) {
                checkIsBelow(column, value, words);
                std::invoke(get, row) =
                    value == 0 ? std::nullopt : std::optional{static_cast<Side>(value - 1)};
            });
        } else if constexpr (std::is_same_v<Field, bool>) {
            fill<std::uint8_t>(column,
                               [&](Target& row, std::uint8_t value) { std::invoke(get, row) = value != 0; });
        } else if constexpr (std::is_same_v<Field, std::uint8_t>) {
            fill<std::uint8_t>(column,
                               [&](Target& row, std::uint8_t value) { std::invoke(get, row) = value; });
        } else if constexpr (std::is_enum_v<Field>) {
            const std::size_t words = std::get<WordOf<Row>>(columnOf(column).value).words.size();
            fill<std::uint8_t>(column, [&](Target& row, std::uint8_t value) {
                checkIsBelow(column, value, words);
                std::invoke(get, row) = static_cast<Field>(value);
            });
        } else {
            fill<std::uint32_t>(column, [&](Target& row, std::uint32_t value) {
                std::invoke(get, row) = static_cast<Field>(value);
            });
        }
        return *this;
    }

    /// `put(target, value)` for every row; not-a-number where the value does not exist.
    template <typename Put>
    void readEach(std::string_view column, Put put)
    {
        fill<double>(column, put);
    }

    /// The texts of a column, which stand in attributes.
    template <typename Get>
    ResultRows& readTexts(std::string_view column, Get get)
    {
        for (std::size_t row = 0; result_ && group_ && row < rows_.size(); ++row) {
            std::invoke(get, rows_[row]) =
                h5::readText(group_->get(), fmt::format("{}_{:06}", column, row)).value_or("");
        }
        return *this;
    }

    [[nodiscard]] const h5::Handle* group() const { return group_ ? &*group_ : nullptr; }

    [[nodiscard]] Result<std::vector<Target>> rows()
    {
        if (!result_) {
            return fail(ErrorCode::Corrupt, fmt::format("metrics/{}: {}", name_, result_.error().message));
        }
        return std::move(rows_);
    }

  private:
    [[nodiscard]] const ResultColumn<Row>& columnOf(std::string_view name) const
    {
        const auto found = std::find_if(columns_.begin(), columns_.end(),
                                        [name](const ResultColumn<Row>& c) { return c.name == name; });
        PALPATE_ASSERT(found != columns_.end());
        return *found;
    }

    void checkIsBelow(std::string_view column, std::size_t value, std::size_t count)
    {
        if (result_ && value >= count) {
            result_ = fail(ErrorCode::Corrupt, fmt::format("{} holds an unknown value", column));
        }
    }

    template <typename T, typename Put>
    void fill(std::string_view name, Put put)
    {
        const ResultColumn<Row>& column = columnOf(name);
        const auto shown = shownName(column.name, column.rule, setup_);
        if (!result_ || !group_ || !shown) {
            return;
        }
        if (is_first_ && !h5::exists(group_->get(), *shown)) {
            group_.reset();
            return;
        }
        const auto values = h5::readColumn<T>(group_->get(), *shown, "", kMaxTableRows);
        if (!values) {
            result_ = fail(values.error());
            return;
        }
        if (std::exchange(is_first_, false)) {
            rows_.resize(values->size());
        }
        if (values->size() != rows_.size()) {
            result_ = fail(ErrorCode::Corrupt, "columns of different length");
            return;
        }
        for (std::size_t row = 0; row < rows_.size(); ++row) {
            put(rows_[row], (*values)[row]);
        }
    }

    std::string name_;
    std::span<const ResultColumn<Row>> columns_;
    std::optional<SetUp> setup_;
    std::optional<h5::Handle> group_;
    std::vector<Target> rows_;
    bool is_first_ = true;
    Result<void> result_;
};

}  // namespace palpate::session
