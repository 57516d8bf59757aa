#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QTableView>

#include "repeat_choice_model.hpp"
#include "session_header_reader.hpp"

namespace palpate::gui {

/// The latest recordings to tick as repeats, what is ticked so far, and the button that has them judged.
class RepeatChooser final : public QFrame {
    Q_OBJECT

  public:
    explicit RepeatChooser(const Theme& theme, QWidget* parent = nullptr);

    void refresh(const std::filesystem::path& folder, const std::optional<std::filesystem::path>& running);
    void setTheme(const Theme& theme) { model_->setTheme(theme); }
    [[nodiscard]] RepeatChoiceModel& model() { return *model_; }
    [[nodiscard]] QTableView& table() { return *table_; }
    /// All that is in the folder is shown.
    [[nodiscard]] bool isListed() const { return is_complete_; }

  Q_SIGNALS:
    void computeRequested(const std::vector<std::filesystem::path>& files);
    void tickedChanged();

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void showListing(const SessionHeaderReader::Listing& listing);
    void say();
    void layOutColumns();

    bool is_complete_ = false;
    RepeatChoiceModel* model_;
    QLabel* empty_;
    QTableView* table_;
    QLabel* ticked_;
    QPushButton* compute_;
    SessionHeaderReader reader_;
};

}  // namespace palpate::gui
