// Short reactions in the middle of a talk: blame, doubt, thanks and a nod, as they are thrown in after
// an answer. By topic of about.ts; none may stand under two topics. Data only.

/** Whole sentences by topic; alternatives in brackets multiply. */
// prettier-ignore
export const ASIDES: Readonly<Record<string, readonly string[]>> = {
  complaint: [
    '(but |no, |sorry, |hey, |hm, |actually, |)(that is|that\'s|this is|it is|it\'s) (wrong|incorrect|not right|not correct|false|a mistake)', '(thanks|thank you|ok|well|fine|nice try)(,| but) (but |)(that is|that\'s|it is|it was) (wrong|not right|not it|incorrect|false)', 'you were wrong (there|about that|before|just now|with the last one)', '(your|the) (last|first|previous|earlier) (answer|one) (is|was) (wrong|not right|incorrect|nonsense)', 'thanks for nothing', 'no thanks to you', 'I looked it up and you are wrong', 'I checked it, it is not right', 'that number is (off|wrong|not right)', 'that is not how it works', 'you skipped half of my question', 'that was not the question',
    'you told me something wrong', 'you just made that up', 'you contradict yourself', 'you said the opposite before', 'I did not ask (that|for that|about that)', 'why do you say hello again? I asked something', 'you greeted me twice', 'stop thanking me', 'I did not thank you', 'you did not even try', 'is that the best you can do?', 'can you do nothing right?', 'come on, that is not an answer', 'that is beside the point', 'wrong topic', 'you lost the thread', 'no, not that one', 'no, the other one', 'not what I was after', 'this is getting us nowhere', 'I am losing patience', 'hopeless', 'useless thing', 'false', 'mistake!', 'bad reply', 'not good enough', 'that answer was no good', 'you confuse things', 'you mixed that up',
  ],
  praise: ['oh, that was quick', 'right on the money', 'correct, well done', 'that is the one', 'yes, you have it', 'smart answer', 'ok, that is impressive', 'did not expect that, good'],
  thanks: ['ok thanks for that', 'thanks, noted', 'good, thank you', 'thank you, that is enough', 'thanks, all clear now', 'that does it, thanks'],
  ok: ['ok, moving on', 'ok next', 'alright, enough of that', 'fine, next one', 'right, I see', 'ok whatever you say', 'hm, okay', 'okay, got that'],
  more: ['and why is that so?', 'how do you get there?', 'that is a bit short', 'can you back that up?', 'there must be more to it', 'is there a reason for it?', 'so what does that mean?', 'I do not see why'],
};
