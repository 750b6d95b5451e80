/** The partners of a couple of the demo season, with tokens that dev mode makes for them and for nobody else. */
export async function people() {
  const found = await tokens();
  if (found.length < 2) {
    throw new Error('Tokens can be made here only with a shared secret: set wedsync.auth.jwt-secret, or nothing.');
  }
  return found.map(person => new Person(person));
}

async function tokens() {
  const answer = await fetch('people');
  return answer.json();
}

class Person {
  #token;

  constructor({ user, token }) {
    this.user = user;
    this.#token = token;
  }

  token = async ({ refresh } = {}) => {
    if (refresh) {
      this.#token = (await tokens()).find(each => each.user === this.user).token;
    }
    return this.#token;
  };

  /** The couple's id. */
  async couple() {
    const answer = await fetch('/api/couples', { headers: { Authorization: `Bearer ${await this.token()}` } });
    const couple = answer.ok ? (await answer.json()).data[0] : undefined;
    if (!couple) {
      throw new Error('There is no couple of the demo season here: it is made when the database is empty.');
    }
    return couple.id;
  }
}
