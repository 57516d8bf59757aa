#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include <QBoxLayout>
#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QWidget>

#include "card_table.hpp"
#include "choice_box.hpp"
#include "error_banner.hpp"
#include "fitting_headline.hpp"
#include "page_header.hpp"
#include "session_header_reader.hpp"
#include "settings.hpp"
#include "trend_choice.hpp"
#include "trend_loader.hpp"
#include "trend_plot.hpp"
#include "trend_points_model.hpp"

namespace palpate::gui {

/// One client's visits over time: whose, which measure, what can be said, the plot and its numbers.
class TrendPage final : public QWidget {
    Q_OBJECT

  public:
    TrendPage(const Theme& theme, const Settings& settings, ReadTrends read, QWidget* parent = nullptr);

    void setSettings(const Settings& settings);
    void setTheme(const Theme& theme);
    /// A recording that is under way is left out.
    void setRunningRecording(const std::optional<std::filesystem::path>& path) { running_ = path; }
    /// A folder other than the settings' to take the sessions from, or a session whose client is shown.
    void open(const std::filesystem::path& path);
    void setSessions(const std::vector<SessionChoice>& sessions);
    [[nodiscard]] ErrorBanner& banner() { return *banner_; }
    [[nodiscard]] TrendPlot& plot() { return *plot_; }
    [[nodiscard]] FittingHeadline& headline() { return *headline_; }

  protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    [[nodiscard]] QWidget* makeChoices();
    [[nodiscard]] QWidget* makeContent();
    [[nodiscard]] std::filesystem::path folder() const;
    void list();
    void load();
    void cancel();
    void showTrends(const Result<ClientTrends>& trends);
    void showTrend(int index);
    void showState(const QString& state, bool is_busy);

    Settings settings_;
    std::optional<std::filesystem::path> running_;
    std::optional<std::filesystem::path> folder_;
    std::filesystem::path wanted_;
    std::vector<TrendChoice> choices_;
    std::vector<std::filesystem::path> loaded_;
    ClientTrends trends_;

    PageHeader* header_;
    ErrorBanner* banner_;
    ChoiceBox* client_;
    ChoiceBox* measure_;
    QLabel* state_;
    QPushButton* again_;
    QPushButton* cancel_;
    QWidget* choices_row_;
    QScrollArea* scroll_;
    FittingHeadline* headline_;
    QLabel* slope_;
    QLabel* verdict_;
    QFrame* verdict_card_;
    TrendPlot* plot_;
    QLabel* legend_;
    TrendPointsModel* points_;
    CardTable* table_;
    QBoxLayout* row_ = nullptr;
    SessionHeaderReader reader_;
    TrendLoader loader_;
};

}  // namespace palpate::gui
