// Which of our domains each intent of CLINC150 belongs to; the table of models/README.md.
//
// `finance`: about money. `automation`: asks for something to be done or looked up by a tool.
// `general`: talk, the assistant itself, its settings, words. `math`: a sum or a conversion.
// `out-of-scope`: no shipped part claims it, so all else, with the set's own out-of-scope rows.

import type { Domain } from '../src/decide/domain.ts';

const intents = (list: string): string[] => list.trim().split(/\s+/);

/** Class (`domain/part`) to intents. */
export const CLINC_CLASSES: Record<`${Domain}/${string}`, string[]> = {
	'finance/accounts': intents(`
		freeze_account routing pin_change bill_due pay_bill account_blocked interest_rate min_payment
		bill_balance transfer order_checks balance spending_history transactions report_fraud
		replacement_card_duration expiration_date damaged_card improve_credit_score report_lost_card
		card_declined credit_limit_change apr redeem_rewards credit_limit rewards_balance
		application_status credit_score new_card international_fees payday taxes income
		rollover_401k w2 direct_deposit travel_notification`),
	'automation/assistant': intents(`
		what_song play_music todo_list_update reminder reminder_update calendar_update order_status
		update_playlist shopping_list calendar next_song order todo_list shopping_list_update
		smart_home alarm date find_phone share_location timer make_call flip_coin time roll_dice text
		meeting_schedule schedule_meeting current_location uber traffic schedule_maintenance distance
		directions flight_status book_flight book_hotel car_rental confirm_reservation
		restaurant_reservation cancel_reservation`),
	'automation/lookup': intents('weather translate exchange_rate'),
	'math/sums': intents('calculator measurement_conversion'),
	'general/talk': intents(`
		meaning_of_life fun_fact goodbye thank_you greeting tell_joke yes no maybe repeat cancel`),
	'general/self': intents(`
		who_made_you who_do_you_work_for do_you_have_pets what_are_your_hobbies what_is_your_name
		where_are_you_from are_you_a_bot how_old_are_you what_can_i_ask_you change_speed user_name
		whisper_mode change_volume change_language change_accent sync_device change_user_name
		change_ai_name reset_settings`),
	'general/facts': intents('definition spelling'),
	'out-of-scope/kitchen': intents(`
		food_last how_busy ingredients_list calories nutrition_info recipe restaurant_reviews
		meal_suggestion restaurant_suggestion ingredient_substitution cook_time accept_reservations`),
	'out-of-scope/car-and-travel': intents(`
		oil_change_when oil_change_how tire_pressure gas mpg last_maintenance gas_type tire_change
		jump_start plug_type international_visa timezone travel_suggestion travel_alert vaccines
		lost_luggage carry_on`),
	'out-of-scope/work': intents(`
		pto_request_status next_holiday insurance_change insurance pto_balance pto_request pto_used`),
	'out-of-scope/world': intents('oos')
};

const byIntent = new Map(
	Object.entries(CLINC_CLASSES).flatMap(([name, list]) => list.map((intent) => [intent, name]))
);

/** The class of an intent. Throws where the set has an intent that the table lacks. */
export function clincClass(intent: string): string {
	const name = byIntent.get(intent);
	if (!name) throw new Error(`CLINC150's intent “${intent}” has no domain in clinc-domains.ts.`);
	return name;
}
