#pragma once

#include <filesystem>
#include <optional>

#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

#include "session_choice_model.hpp"
#include "session_header_reader.hpp"

namespace palpate::gui {

/// What two recordings are chosen for.
enum class ChoicePurpose { Pair, Control, Reference };

/// The compare page before there is something to compare: what to do, and the latest recordings, of which a
/// first click and a second one choose two.
class SessionChooser final : public QFrame {
    Q_OBJECT

  public:
    explicit SessionChooser(const Theme& theme, QWidget* parent = nullptr);

    void refresh(const std::filesystem::path& folder, const std::optional<std::filesystem::path>& running);
    /// `first`: one is chosen already. `can_go_back`: something was compared before.
    void setState(ChoicePurpose purpose, const std::optional<std::filesystem::path>& first, bool can_go_back);
    void setTheme(const Theme& theme) { model_->setTheme(theme); }
    [[nodiscard]] QTableView& table() { return *table_; }
    [[nodiscard]] const SessionChoiceModel& model() const { return *model_; }
    /// All that is in the folder is shown.
    [[nodiscard]] bool isListed() const { return is_complete_; }

  Q_SIGNALS:
    void chosen(const QString& path);
    void browseRequested();
    /// Back to what was compared.
    void backRequested();

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void showListing(const SessionHeaderReader::Listing& listing);
    void followRows();
    void say();
    void spreadColumns();

    ChoicePurpose purpose_ = ChoicePurpose::Pair;
    std::optional<std::filesystem::path> first_;
    bool is_complete_ = false;
    SessionChoiceModel* model_;
    QLabel* title_;
    QLabel* steps_;
    QLabel* empty_;
    QLineEdit* filter_;
    QPushButton* browse_;
    QPushButton* back_;
    QTableView* table_;
    SessionHeaderReader reader_;
};

}  // namespace palpate::gui
